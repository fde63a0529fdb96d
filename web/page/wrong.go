package page

import (
	"errors"
	"slices"
	"time"

	"example.org/concord/internal/day"
	"example.org/concord/internal/fault"
)

// Wrong is what a check found, nil where it found nothing.
func Wrong(err error) fault.Invalid {
	wrong, _ := errors.AsType[fault.Invalid](err)
	return wrong
}

// Say puts a more exact message in the place of whatever was said about a field.
func Say(wrong fault.Invalid, field, message string) fault.Invalid {
	if i := slices.IndexFunc(wrong, func(f fault.Field) bool { return f.Name == field }); i >= 0 {
		wrong[i].Message = message
		return wrong
	}
	wrong.Add(field, message)
	return wrong
}

// Besides adds what was found about fields of which nothing is said yet.
func Besides(wrong, found fault.Invalid) fault.Invalid {
	for _, f := range found {
		if wrong.For(f.Name) == "" {
			wrong = append(wrong, f)
		}
	}
	return wrong
}

// Chosen adds that a value came which the form does not offer, where nothing is said of the field yet. An empty one is the noun's affair.
func Chosen(wrong fault.Invalid, field, label string, options []Option, values ...string) fault.Invalid {
	other := func(value string) bool { return value != "" && !Offered(options, value) }
	if slices.ContainsFunc(values, other) && wrong.For(field) == "" {
		wrong.Add(field, label+": choose one of those offered.")
	}
	return wrong
}

// Told says whether the form itself can tell what went wrong, and notes it there: then it is shown [Again]. Any other error is
// for the caller to return.
func Told(err error, wrong *fault.Invalid) bool {
	if invalid, ok := errors.AsType[fault.Invalid](err); ok {
		*wrong = invalid
		return true
	}
	if conflict, ok := errors.AsType[fault.Conflict](err); ok {
		*wrong = fault.Invalid{{Message: conflict.Message}}
		return true
	}
	return false
}

// Day reads what a date field holds, as the beginning of that day there; nil where it is empty or wrong.
func Day(typed, field string, zone *time.Location, wrong *fault.Invalid) *time.Time {
	return read(typed, field, wrong, func(d day.Day) time.Time { return d.Start(zone) })
}

// LastDay reads a date field that holds the last day of something, as the moment at which that day is over there: it holds through the whole
// of it. In time.UTC it is the end that a column of days holds.
func LastDay(typed, field string, zone *time.Location, wrong *fault.Invalid) *time.Time {
	return read(typed, field, wrong, func(d day.Day) time.Time { return d.Until(zone) })
}

func read(typed, field string, wrong *fault.Invalid, at func(day.Day) time.Time) *time.Time {
	if typed == "" {
		return nil
	}
	d, err := day.Parse(typed)
	if err != nil {
		wrong.Add(field, "Write the day as year, month, day: 2026-12-31.")
		return nil
	}
	t := at(d)
	return &t
}
