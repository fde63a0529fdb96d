package job

import (
	"context"
	"errors"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/trouble"
)

// why are errors of work in words for whoever owns the work, and whether another attempt can help.
var why = []struct {
	is    error
	plain string
	final bool
}{
	{fault.Denied, "The right to do this ended before it was done. Nothing was changed. Drop it, or try it again when you have the right.", true},
	{fault.NotFound, "What this is about is not there any more. Drop it.", true},
	{context.DeadlineExceeded, "It took longer than work may take. Nothing was changed. Try it again when less is going on.", false},
	{fault.Busy, "The database did not answer in time. Nothing was changed. Try it again in a while.", false},
}

// tellWhy makes each error of work one that its owner can read, and ends the attempts where none helps. Mail says itself why it did not leave.
func tellWhy(ctx context.Context, j *rivertype.JobRow, work func(context.Context) error) error {
	err := work(ctx)
	if err == nil || j.Kind == (post{}).Kind() {
		return err
	}
	for _, w := range why {
		if errors.Is(err, w.is) {
			told := errors.New(trouble.Reason(w.plain, err))
			if w.final {
				return river.JobCancel(told)
			}
			return told
		}
	}
	return err
}
