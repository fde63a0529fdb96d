//go:build drill

package main

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"example.org/concord/internal/story"
)

// crowded has everybody ask for a page a second for so long, and says how long each answer took and how many were none.
func crowded(all []*visitor, long time.Duration) (took []time.Duration, failed map[string]int) {
	failed = map[string]int{}
	var mu sync.Mutex
	var everybody sync.WaitGroup
	pages := []string{"/", "/councils", "/sectors", "/search?q=chlorine", "/notices", "/drafts", "/councils/wscc", "/regions"}
	for n, v := range all {
		everybody.Go(func() {
			time.Sleep(time.Duration(n) * time.Second / time.Duration(len(all)))
			tick := time.NewTicker(time.Second)
			defer tick.Stop()
			for end := time.Now().Add(long); time.Now().Before(end); <-tick.C {
				path := pages[(n+len(took))%len(pages)]
				begun := time.Now()
				status, err := v.ask(http.MethodGet, path, "", nil)
				mu.Lock()
				if took = append(took, time.Since(begun)); err != nil || status != http.StatusOK && status != http.StatusNotFound {
					failed[fmt.Sprint(path, " ", status, " ", err)]++
				}
				mu.Unlock()
			}
		})
	}
	everybody.Wait()
	slices.Sort(took)
	return took, failed
}

// together has people and their attacker's neighbors ask at once, so that what the attack does is not mixed up with what forty more people do.
func together(people, neighbors []*visitor, long time.Duration) (during, beside []time.Duration, failed, lost map[string]int) {
	var both sync.WaitGroup
	both.Go(func() { beside, lost = crowded(neighbors, long) })
	during, failed = crowded(people, long)
	both.Wait()
	return during, beside, failed, lost
}

// TestDrillTwentyPeopleDuringEachAttack shows what the attacks from one address do to people at others, and to forty behind the same one.
func TestDrillTwentyPeopleDuringEachAttack(t *testing.T) {
	p := start(t, used(t, true), "CONCORD_DEMO=1", "CONCORD_TRUSTED_PROXIES=127.0.0.0/8")
	cast := []story.Person{story.Dana, story.Priya, story.Maya, story.Grace, story.Paul}
	var people, neighbors []*visitor
	for n := range 20 {
		people = append(people, at(p.addr, fmt.Sprintf("198.51.100.%d", n+1)).enter(t, cast[n%len(cast)]))
	}
	const attacker = "203.0.113.66"
	for n := range 40 {
		neighbors = append(neighbors, at(p.addr, attacker).enter(t, cast[n%len(cast)]))
	}
	var upload bytes.Buffer
	w := multipart.NewWriter(&upload)
	part, err := w.CreateFormFile("file", "list.csv")
	if err == nil {
		_, err = part.Write(bytes.Repeat([]byte(","), 20<<20))
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	const long = 20 * time.Second
	crowded(people, 5*time.Second) // connections are made, statements planned
	before, beside, failed, lost := together(people, neighbors, long)
	usual := before[len(before)/2]
	t.Logf("before: %d pages, median %v, 99 %% in %v, of the forty %v, failed %v %v", len(before), usual, before[len(before)*99/100], beside[len(beside)/2], failed, lost)
	for name, attack := range map[string]func(*visitor) (int, error){
		"wrong passwords": func(v *visitor) (int, error) {
			return v.ask(http.MethodPost, "/sign-in", form, strings.NewReader("email="+story.Dana.Email()+"&password=wrong"))
		},
		"questions to passkeys": func(v *visitor) (int, error) {
			return v.ask(http.MethodPost, "/sign-in/passkey/question", form, nil)
		},
		"numbers": func(v *visitor) (int, error) { return v.ask(http.MethodGet, "/regions/2147483648", "", nil) },
		"files of nobody": func(v *visitor) (int, error) {
			return v.ask(http.MethodPost, "/intakes", w.FormDataContentType(), bytes.NewReader(upload.Bytes()))
		},
		"a million fields": func(v *visitor) (int, error) {
			return v.ask(http.MethodPost, "/sign-in", form, bytes.NewReader(bytes.Repeat([]byte("a&"), 1<<19)))
		},
		"searches": func(v *visitor) (int, error) {
			return v.ask(http.MethodGet, "/search?q="+strings.Repeat("a+", 5000), "", nil)
		},
	} {
		stop, sent := make(chan struct{}), make([]int, 8)
		var attackers sync.WaitGroup
		for n := range sent {
			v := at(p.addr, attacker)
			attackers.Go(func() {
				for {
					select {
					case <-stop:
						return
					default:
						sent[n]++
						if _, err := attack(v); err != nil {
							v.CloseIdleConnections() // it was cut off, which is its own affair
						}
					}
				}
			})
		}
		during, beside, failed, lost := together(people, neighbors, long)
		close(stop)
		attackers.Wait()
		all := 0
		for _, n := range sent {
			all += n
		}
		median := during[len(during)/2]
		t.Logf("%s, %d times: %d pages, median %v (%.1f times), 99 %% in %v; of forty at the same address %v", name, all, len(during), median,
			float64(median)/float64(usual), during[len(during)*99/100], beside[len(beside)/2])
		if len(failed)+len(lost) > 0 {
			t.Errorf("%s: failed %v, at the same address %v", name, failed, lost)
		}
		if median > 2*usual {
			t.Errorf("%s: the median is %v, before it %v", name, median, usual)
		}
	}
}
