package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.org/concord/internal/story"
)

// Whoever posts is told "posted" before anything is mailed: from then on the mail is as safe as the post.
func TestMailOfAnAcknowledgedPostLeavesThoughThePortalIsKilled(t *testing.T) {
	p := start(t, used(t, true), "CONCORD_DEMO=1")
	w := &writer{addr: p.addr, stop: make(chan struct{})}
	if err := w.signIn(); err != nil {
		t.Fatal(err)
	}
	at, ok := w.post("Known to its readers alone")
	if !ok {
		t.Fatalf("it could not be posted: %v", w.trouble())
	}
	p.kill(t)
	p = again(t, p, "CONCORD_DEMO=1")

	letters := map[string]bool{} // of those addressed to Hugo, who reads it, and to Priya, who wrote it
	for until := time.Now().Add(2 * time.Minute); !letters[story.Hugo.Email()] && time.Now().Before(until); time.Sleep(50 * time.Millisecond) {
		files, err := filepath.Glob(filepath.Join(p.data, "mail", "*.eml"))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			text := strings.ReplaceAll(string(b), "=\r\n", "")
			if strings.Contains(text, "Known to its readers") {
				t.Errorf("what is TLP:AMBER stands in a mail:\n%s", text)
			}
			for _, to := range []string{story.Hugo.Email(), story.Priya.Email()} {
				letters[to] = letters[to] || strings.Contains(text, "<"+to+">") && strings.Contains(text, at)
			}
		}
	}
	if !letters[story.Hugo.Email()] || letters[story.Priya.Email()] {
		t.Errorf("the mails are %v", letters)
	}
}
