package intake

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// separators by which cells are told apart, the likeliest first.
const separators = ",;\t|"

// said is the first line by which Excel is told which separator follows; Excel does not show it, and counts from the next.
var said = regexp.MustCompile(`^"?(?i:sep)=([,;\t|])"?\r?\n`)

// open finds out how a file is written.
func open(file io.ReadSeeker) (next source, done func(), err error) {
	begin := make([]byte, 4096)
	n, err := io.ReadFull(file, begin)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, nil, fmt.Errorf("read a file: %w", err)
	}
	begin = begin[:n]
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, nil, fmt.Errorf("read a file: %w", err)
	}
	switch {
	case bytes.HasPrefix(begin, []byte("PK\x03\x04")):
		return sheet(file)
	case bytes.HasPrefix(begin, []byte("\xd0\xcf\x11\xe0")):
		return nil, nil, wrong("This is a file of an old Excel, or one with a password. Save it as XLSX without a password, or as CSV.")
	case bytes.HasPrefix(begin, []byte("%PDF")), bytes.HasPrefix(begin, []byte("{\\rtf")), bytes.HasPrefix(bytes.TrimSpace(begin), []byte("<")):
		return nil, nil, wrong("This is no table. Send a file in CSV or XLSX.")
	}
	text, err := decoded(file, begin)
	if err != nil {
		return nil, nil, err
	}
	in := bufio.NewReaderSize(text, 1<<16)
	head, _ := in.Peek(1 << 15) // as much as there is; an error comes again with the first row
	comma, before := separator(head), 0
	if m := said.FindSubmatch(head); m != nil {
		comma, before = rune(m[1][0]), 1
		if _, err := in.Discard(len(m[0])); err != nil {
			return nil, nil, fmt.Errorf("read a file: %w", err)
		}
	}
	return separated(in, comma, -before), func() {}, nil
}

// decoded is the text in UTF-8: from UTF-16 with or without its mark, from UTF-8, or from what Windows writes where the bytes are no UTF-8.
func decoded(file io.ReadSeeker, begin []byte) (io.Reader, error) {
	even, odd := 0, 0
	for n, b := range begin {
		if b == 0 && n%2 == 0 {
			even++
		} else if b == 0 {
			odd++
		}
	}
	wide := func(order unicode.Endianness) io.Reader {
		return transform.NewReader(file, unicode.UTF16(order, unicode.UseBOM).NewDecoder())
	}
	switch {
	case bytes.HasPrefix(begin, []byte("\xff\xfe")), odd > len(begin)/4 && even < odd/4:
		return wide(unicode.LittleEndian), nil
	case bytes.HasPrefix(begin, []byte("\xfe\xff")), even > len(begin)/4 && odd < even/4:
		return wide(unicode.BigEndian), nil
	case bytes.HasPrefix(begin, []byte("\ufeff")):
		_, err := file.Seek(3, io.SeekStart)
		return file, err
	}
	plain, err := isUTF8(file)
	if err == nil {
		_, err = file.Seek(0, io.SeekStart)
	}
	if err != nil {
		return nil, fmt.Errorf("read a file: %w", err)
	}
	if plain {
		return file, nil
	}
	return transform.NewReader(file, charmap.Windows1252.NewDecoder()), nil
}

// isUTF8 reads through it.
func isUTF8(file io.Reader) (bool, error) {
	part, kept := make([]byte, 1<<16), 0
	for {
		n, err := file.Read(part[kept:])
		all := part[:kept+n]
		for len(all) > 0 {
			r, size := utf8.DecodeRune(all)
			if r == utf8.RuneError && size == 1 {
				if err == nil && !utf8.FullRune(all) {
					break // the rest of the letter is still to come
				}
				return false, nil
			}
			all = all[size:]
		}
		kept = copy(part, all)
		if err == io.EOF {
			return true, nil
		} else if err != nil {
			return false, err
		}
	}
}

// separator is what stands oftenest in the first row, outside of quotation marks.
func separator(head []byte) rune {
	counts, quoted := map[rune]int{}, false
	for _, r := range string(head) {
		if r == '"' {
			quoted = !quoted
		} else if r == '\n' && !quoted && len(counts) > 0 {
			break
		} else if !quoted && strings.ContainsRune(separators, r) {
			counts[r]++
		}
	}
	best := ','
	for _, r := range separators {
		if counts[r] > counts[best] {
			best = r
		}
	}
	return best
}
