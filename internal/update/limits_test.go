package update_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/item"
	"example.org/concord/internal/marking"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
	"example.org/concord/internal/update"
)

func TestLimitsAreStatedAndTheTextIsNotCut(t *testing.T) {
	s := open(t)
	o := s.offer(story.Dana, "wscc")
	good := typed(o, "wscc")
	good.Label, good.Circles = string(marking.Amber), []string{s.circle(o, "wscc")}
	yesterday := storytest.Day.AddDate(0, 0, -1).Format(time.DateOnly)
	for field, spoil := range map[string][]func(*update.Fields){
		"title": {
			func(f *update.Fields) { f.Title = "" }, func(f *update.Fields) { f.Title = strings.Repeat("é", 201) },
			func(f *update.Fields) { f.Title = "a\x00b" }, func(f *update.Fields) { f.Title = "\xff" }, func(f *update.Fields) { f.Title = "two\nlines" },
		},
		"body": {
			func(f *update.Fields) { f.Body = " \n" }, func(f *update.Fields) { f.Body = strings.Repeat("x", item.MaxBody+1) },
			func(f *update.Fields) { f.Body = "a\x00b" }, func(f *update.Fields) { f.Body = "\xff" },
		},
		"genre":          {func(f *update.Fields) { f.Genre = "alert" }},
		"label":          {func(f *update.Fields) { f.Label = "" }, func(f *update.Fields) { f.Label = "PCII" }},
		"as":             {func(f *update.Fields) { f.As = uuid.NewString() }},
		"circles":        {func(f *update.Fields) { f.Circles = nil }, func(f *update.Fields) { f.Circles = []string{uuid.NewString()} }, func(f *update.Fields) { f.Label = string(marking.Red) }},
		"answer_by":      {func(f *update.Fields) { f.Genre = string(update.Request) }, func(f *update.Fields) { f.Genre, f.AnswerBy = string(update.Request), yesterday }},
		"valid_until":    {func(f *update.Fields) { f.ValidUntil = yesterday }, func(f *update.Fields) { f.ValidUntil = "soon" }},
		"source":         {func(f *update.Fields) { f.Source = strings.Repeat("x", 301) }, func(f *update.Fields) { f.Source = "\x00" }},
		"source_marking": {func(f *update.Fields) { f.SourceMarking = strings.Repeat("x", 61) }},
		"sectors":        {func(f *update.Fields) { f.Sectors = []string{"moon"} }},
		"states":         {func(f *update.Fields) { f.States = []string{"XX"} }},
	} {
		for n, change := range spoil {
			f := good
			change(&f)
			_, err := f.Posting(o, storytest.Day)
			if invalid := (fault.Invalid{}); !errors.As(err, &invalid) || invalid.For(field) == "" {
				t.Errorf("%s %d: %v", field, n, err)
			}
		}
	}
	full := good
	full.Title, full.Body = strings.Repeat("é", item.MaxTitle), strings.Repeat("x", item.MaxBody)
	full.Sectors, full.States, full.ValidUntil = []string{"energy", "water-and-wastewater", "energy"}, []string{"CO"}, storytest.Day.Format(time.DateOnly)
	p, err := full.Posting(o, storytest.Day)
	s.must(err)
	s.must(s.write(story.Dana, update.Post(p)...))
	var u update.Update
	s.read(story.Priya, update.ByID(p.ID, &u))
	if u.Title != full.Title || !bytes.Equal([]byte(u.Body), []byte(full.Body)) || len(u.Sectors) != 2 || len(u.States) != 1 || u.ValidUntil == nil {
		t.Errorf("kept are %d characters of title, %d bytes, sectors %v, states %v", len(u.Title), len(u.Body), u.Sectors, u.States)
	}
}
