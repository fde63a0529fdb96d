package page

import (
	"math"
	"net/http"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"example.org/concord/internal/fault"
)

// Whole reads a whole number that somebody typed or that stands in an address: false where it is none, or none that a column of whole
// numbers holds. Every number of a request is read here or by its neighbors, so that no larger one reaches a statement.
func Whole(text string) (n int, ok bool) {
	wide, err := strconv.ParseInt(strings.TrimSpace(text), 10, 32)
	return int(wide), err == nil
}

// Serial reads the number of a row that was counted, which may be larger.
func Serial(text string) (n int64, ok bool) {
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil && n >= 0
}

// Decimal reads a number with a point: what is infinite or no number is none.
func Decimal(text string) (n float64, ok bool) {
	n, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	return n, err == nil && !math.IsInf(n, 0) && !math.IsNaN(n)
}

// RegionOf is the number of the region in the address.
func RegionOf(r *http.Request) (int, error) {
	n, ok := Whole(chi.URLParam(r, "region"))
	if !ok || n < 1 || n > 99 {
		return 0, fault.NotFound
	}
	return n, nil
}
