package db

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
)

// Vacuum counts and tidies every table after rows were brought in by the hundred thousand, so that plans are right at once and not
// after the server found time for it. It cannot be part of a transaction.
func Vacuum(ctx context.Context, superURL string) error {
	c, err := pgx.Connect(ctx, superURL)
	if err != nil {
		return failed(ctx, "connect as administrator", err)
	}
	_, err = c.Exec(ctx, "vacuum (analyze)")
	return errors.Join(err, c.Close(ctx))
}
