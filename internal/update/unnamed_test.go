package update_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.org/concord/internal/blob"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/story"
	"example.org/concord/internal/update"
)

// arriving is a store into which somebody puts a file again just before it is removed.
type arriving struct {
	blob.Store
	content string
}

func (a arriving) Remove(ctx context.Context, key blob.Key, since time.Time) error {
	if _, err := a.Put(ctx, strings.NewReader(a.content), 100); err != nil {
		return err
	}
	return a.Store.Remove(ctx, key, since)
}

func TestFilesThatNoRowNamesAreCleared(t *testing.T) {
	s := open(t)
	dir := t.TempDir()
	files, err := blob.OpenFolder(dir)
	s.must(err)
	t.Cleanup(func() { s.must(files.Close()) })
	keep := func(content string, age time.Duration) update.Attachment {
		t.Helper()
		stored, err := files.Put(t.Context(), strings.NewReader(content), 100)
		s.must(err)
		at := time.Now().Add(-age)
		s.must(os.Chtimes(filepath.Join(dir, string(stored.Key[:2]), string(stored.Key)), at, at))
		return update.Attachment{ID: update.NewAttachmentID(), Name: "a.txt", MediaType: "text/plain", Bytes: stored.Size, Blob: string(stored.Key)}
	}
	there := func(a update.Attachment) bool {
		_, err := files.Stat(t.Context(), blob.Key(a.Blob))
		if err != nil && !errors.Is(err, fault.NotFound) {
			t.Fatal(err)
		}
		return err == nil
	}
	old := 48 * time.Hour
	posted, drafted, under, orphan, again := keep("posted", old), keep("drafted", old), keep("under way", time.Hour), keep("orphan", old), keep("again", old)
	id := s.withFile(posted)
	r := s.revision(id, "Without")
	r.Dropped = []update.AttachmentID{posted.ID} // and still a file of the first version
	draft := update.NewDraftID()
	s.must(s.write(story.Dana, update.Edit(r)...))
	s.saveDraft(story.Dana, draft, update.Fields{})
	s.must(s.write(story.Dana, update.AttachFile(draft, drafted)))

	worker := s.d.Worker()
	s.must(os.Chtimes(filepath.Join(dir, orphan.Blob[:2], orphan.Blob), time.Now(), time.Now()))
	if n, err := update.ClearFiles(t.Context(), worker, arriving{files, "again"}); n != 0 || err != nil {
		t.Errorf("%d files are removed while they are sent again: %v", n, err)
	}
	s.must(os.Chtimes(filepath.Join(dir, orphan.Blob[:2], orphan.Blob), time.Now(), time.Now().Add(-old)))
	if n, err := update.ClearFiles(t.Context(), worker, files); n != 1 || err != nil {
		t.Errorf("%d files are removed, want the one: %v", n, err)
	}
	for name, a := range map[string]update.Attachment{"posted": posted, "drafted": drafted, "under way": under, "again": again} {
		if !there(a) {
			t.Errorf("the file %s is gone", name)
		}
	}
	if there(orphan) {
		t.Error("what nobody names is still there")
	}
	s.must(s.write(story.Dana, update.DiscardDraft(draft)...))
	if n, err := update.ClearFiles(t.Context(), worker, files); n != 1 || err != nil || there(drafted) {
		t.Errorf("after the draft was thrown away %d files are removed: %v", n, err)
	}
}
