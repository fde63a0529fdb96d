package bench

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
)

// load is what a client process is told to do.
type load struct {
	Address string
	Clients int
	Warm    time.Duration // before counting
	Time    time.Duration
	Request string // as it goes over the wire; onceMark in it is replaced by a new key each time
	Status  int    // what each answer must be
	Drafts  int64  // the number of the first draft that is posted
}

// Where a form has its key, and the draft it posts. The marks have the length of what takes their place.
const (
	onceMark  = "00000000-0000-4000-8000-0000000000fe"
	draftMark = "00000000-0000-4000-8000-0000000000fd"
)

// draftName is the name of the nth draft.
func draftName(n int64) string { return fmt.Sprintf("00000000-0000-4000-8001-%012x", n) }

// tally is what the client saw.
type tally struct {
	Requests int
	Errors   int
	First    string // the first error
	Elapsed  time.Duration
	P50, P99 time.Duration
}

func (t tally) rate() float64 { return float64(t.Requests) / t.Elapsed.Seconds() }

// Client is the other process: it does what stands on in, and says on out when counting begins and ends, then what it saw. The portal's
// own processor time is then told apart from that of those who ask it. What counts is the answers between begin and end: counting
// requests instead loses those under way at the begin, the more of them the more clients there are.
func Client(in io.Reader, out io.Writer) error {
	var l load
	if err := json.NewDecoder(in).Decode(&l); err != nil {
		return err
	}
	type seen struct {
		times []time.Duration
		err   error
		wrong int
	}
	all := make([]seen, l.Clients)
	begin := time.Now().Add(l.Warm)
	end := begin.Add(l.Time)
	var working sync.WaitGroup
	for _, at := range []time.Time{begin, end} {
		working.Go(func() { time.Sleep(time.Until(at)); fmt.Fprintln(out, mark) })
	}
	var draft atomic.Int64
	draft.Store(l.Drafts)
	for n := range all {
		working.Go(func() {
			s := &all[n]
			c, err := net.Dial("tcp", l.Address)
			if err != nil {
				s.err, s.wrong = err, 1
				return
			}
			defer c.Close()
			answers := bufio.NewReaderSize(c, 64<<10)
			for time.Now().Before(end) {
				began := time.Now()
				err := ask(c, answers, l, &draft)
				if err != nil {
					s.err = err
					s.wrong++
					if s.wrong > 10 {
						return
					}
				}
				if now := time.Now(); now.After(begin) && now.Before(end) {
					s.times = append(s.times, now.Sub(began))
				}
			}
		})
	}
	working.Wait()
	t := tally{Elapsed: l.Time}
	var times []time.Duration
	for _, s := range all {
		times = append(times, s.times...)
		t.Errors += s.wrong
		if s.err != nil && t.First == "" {
			t.First = s.err.Error()
		}
	}
	slices.Sort(times)
	if t.Requests = len(times); t.Requests > 0 {
		t.P50, t.P99 = times[len(times)/2], times[len(times)*99/100]
	}
	return json.NewEncoder(out).Encode(t)
}

// ask sends the request once and reads the answer to its end.
func ask(c net.Conn, answers *bufio.Reader, l load, draft *atomic.Int64) error {
	request := []byte(l.Request)
	if at := bytes.Index(request, []byte(onceMark)); at >= 0 {
		copy(request[at:], uuid.NewString())
	}
	if at := bytes.Index(request, []byte(draftMark)); at >= 0 {
		copy(request[at:], draftName(draft.Add(1)))
	}
	if _, err := c.Write(request); err != nil {
		return err
	}
	answer, err := http.ReadResponse(answers, nil)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, answer.Body)
	if answer.StatusCode != l.Status {
		return fmt.Errorf("answered %s", answer.Status)
	}
	return err
}

// mark is the line by which the client says that counting begins, and that it ends.
const mark = "now"

// drive runs this program once more as the client, and calls counting when counting begins and when it ends.
func drive(ctx context.Context, l load, counting func()) (tally, error) {
	order, err := json.Marshal(l)
	if err != nil {
		return tally{}, err
	}
	cmd := exec.CommandContext(ctx, "/proc/self/exe", "bench-client")
	cmd.Stdin, cmd.Stderr = bytes.NewReader(order), os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return tally{}, err
	}
	if err := cmd.Start(); err != nil {
		return tally{}, err
	}
	var said string
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if said = lines.Text(); said == mark {
			counting()
		}
	}
	if err := cmd.Wait(); err != nil {
		return tally{}, fmt.Errorf("the client: %w", err)
	}
	var t tally
	err = json.Unmarshal([]byte(said), &t)
	return t, err
}
