package db

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
)

// In adds the zone of an instance to an address: there a day of the database begins and ends, and in it every moment that is read is told.
func In(address string, zone *time.Location) string {
	separator := "?"
	if strings.Contains(address, "?") {
		separator = "&"
	}
	return address + separator + "timezone=" + url.QueryEscape(zone.String())
}

// zoneOf is the zone that an address names; without one, and in UTC, moments are told in UTC.
func zoneOf(params map[string]string) (*time.Location, error) {
	zone, err := time.LoadLocation(params["timezone"])
	if err != nil {
		return nil, fmt.Errorf("the time zone of the database address: %w", err)
	}
	return zone, nil
}

// readIn has the connection tell moments in that zone, so that whoever writes one on a page writes the day that it was there.
func readIn(c *pgx.Conn, zone *time.Location) {
	types := c.TypeMap()
	moment := &pgtype.Type{Name: "timestamptz", OID: pgtype.TimestamptzOID, Codec: &pgtype.TimestamptzCodec{ScanLocation: zone}}
	types.RegisterType(moment)
	types.RegisterType(&pgtype.Type{Name: "_timestamptz", OID: pgtype.TimestamptzArrayOID, Codec: &pgtype.ArrayCodec{ElementType: moment}})
}
