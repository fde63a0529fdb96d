package db

import (
	"database/sql/driver"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// sendable are the arguments in a form in which the server judges whether they fit. The driver drops the connection over a number that is
// too large for its column, and one request would cost others theirs: what may not fit travels as text, which the server reads as it reads
// the number, or refuses in words.
func sendable(args []any) []any {
	var copied []any
	for i, arg := range args {
		text, wide := asText(arg)
		if !wide {
			continue
		}
		if copied == nil {
			copied = append(copied, args...)
		}
		copied[i] = text
	}
	if copied == nil {
		return args
	}
	return copied
}

// asText is a number that the narrowest column does not hold, or a list with such a one, as PostgreSQL writes it.
func asText(arg any) (text string, wide bool) {
	switch arg.(type) {
	case nil, driver.Valuer, time.Duration, *time.Duration, []time.Duration: // a duration is an interval, which no number is
		return "", false
	}
	v := reflect.ValueOf(arg)
	if v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	if v.Kind() != reflect.Slice || v.Type().Elem().Kind() == reflect.Uint8 {
		return wideNumber(v)
	}
	if k := v.Type().Elem().Kind(); k < reflect.Int || k > reflect.Uint64 {
		return "", false
	}
	all := make([]string, v.Len())
	for i := range all {
		_, tooWide := wideNumber(v.Index(i))
		wide = wide || tooWide
		all[i] = fmt.Sprint(v.Index(i))
	}
	return "{" + strings.Join(all, ",") + "}", wide
}

func wideNumber(v reflect.Value) (text string, wide bool) {
	switch {
	case v.CanInt() && (v.Int() > math.MaxInt16 || v.Int() < math.MinInt16):
		return strconv.FormatInt(v.Int(), 10), true
	case v.CanUint() && v.Uint() > math.MaxInt16:
		return strconv.FormatUint(v.Uint(), 10), true
	}
	return "", false
}
