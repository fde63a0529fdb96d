package mail

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"os"
	"slices"
	"strings"
	"time"
)

// Folder takes letters as files, for a portal without a mail server. The file's name is the Message-ID, so that a second attempt writes
// over the first.
type Folder struct{ root *os.Root }

// OpenFolder makes the folder where it is missing.
func OpenFolder(dir string) (*Folder, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &Folder{root}, nil
}

// Carry implements [Carrier].
func (f *Folder) Carry(ctx context.Context, letter func(context.Context) (*Letter, error)) error {
	l, err := letter(ctx)
	if err != nil || l == nil {
		return err
	}
	var b bytes.Buffer
	if _, err := l.WriteTo(&b); err != nil {
		return err
	}
	// Whole or not at all: somebody may be looking.
	if err := f.root.WriteFile(l.ID+".part", b.Bytes(), 0o600); err != nil {
		return fmt.Errorf("write a letter: %w", err)
	}
	return f.root.Rename(l.ID+".part", l.ID+".eml")
}

// Kept is a letter in the folder, as its reader would see it without HTML.
type Kept struct {
	To, Subject, Text string
	At                time.Time
}

// Newest are the letters that came last, most at the most.
func (f *Folder) Newest(most int) ([]Kept, error) {
	dir, err := f.root.Open(".")
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	entries, err := dir.ReadDir(-1)
	if err != nil {
		return nil, err
	}
	var files []fs.FileInfo
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".eml") {
			continue
		}
		info, err := e.Info()
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		if err == nil {
			files = append(files, info)
		}
	}
	slices.SortFunc(files, func(a, b fs.FileInfo) int { return b.ModTime().Compare(a.ModTime()) })
	var all []Kept
	for _, info := range files[:min(len(files), most)] {
		k, err := f.read(info)
		if err != nil {
			return nil, fmt.Errorf("read the letter %s: %w", info.Name(), err)
		}
		all = append(all, k)
	}
	return all, nil
}

func (f *Folder) read(info fs.FileInfo) (k Kept, err error) {
	b, err := f.root.ReadFile(info.Name())
	if err != nil {
		return k, err
	}
	m, err := mail.ReadMessage(bytes.NewReader(b))
	if err != nil {
		return k, err
	}
	to, err := m.Header.AddressList("To")
	if err != nil {
		return k, err
	}
	k.At, k.To = info.ModTime(), to[0].Name+" <"+to[0].Address+">"
	if k.Subject, err = new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject")); err != nil {
		return k, err
	}
	_, parameters, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		return k, err
	}
	part, err := multipart.NewReader(m.Body, parameters["boundary"]).NextRawPart() // plain text comes first
	if err != nil {
		return k, err
	}
	words, err := io.ReadAll(quotedprintable.NewReader(part))
	k.Text = strings.TrimSpace(strings.ReplaceAll(string(words), "\r\n", "\n"))
	return k, err
}
