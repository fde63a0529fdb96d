package seal

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Head is what was signed: how many leaves the log had, and the hash over all of them.
type Head struct {
	Leaves int64
	Hash   tlog.Hash
	At     string
}

// text is the head as a checkpoint (C2SP tlog-checkpoint): the log's name, its size, its hash, and as an extension when that was.
func (h Head) text(name string) string {
	return fmt.Sprintf("%s\n%d\n%s\nat %s\n", name, h.Leaves, h.Hash, h.At)
}

// sign makes the note that is handed out.
func (h Head) sign(k Key) (string, error) {
	signed, err := note.Sign(&note.Note{Text: h.text(k.signer.Name())}, k.signer)
	return string(signed), err
}

func headNow(leaves int64, hash tlog.Hash, now time.Time) Head {
	return Head{Leaves: leaves, Hash: hash, At: now.UTC().Format(time.RFC3339)}
}

// OpenHead checks a signed head with the public key and reads it.
func OpenHead(signed []byte, public string) (h Head, err error) {
	verifier, err := note.NewVerifier(strings.TrimSpace(public))
	if err != nil {
		return h, errors.New("the public key is not one: it looks like NAME+HASH+KEY, and stands beside the signed heads")
	}
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return h, errors.New("it was not signed with this key, or was changed since")
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return h, errors.New("it is signed, and is no head of a log")
	}
	h.Leaves, err = strconv.ParseInt(lines[1], 10, 64)
	hash, wrong := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || wrong != nil || len(hash) != len(h.Hash) || h.Leaves < 0 {
		return h, errors.New("it is signed, and is no head of a log")
	}
	copy(h.Hash[:], hash)
	h.At = strings.TrimPrefix(lines[3], "at ")
	return h, nil
}
