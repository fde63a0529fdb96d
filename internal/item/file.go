package item

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/name"
)

// MaxFile is the most that one file may have, in bytes.
const MaxFile = 20 << 20

// HeadSize is how many of a file's first bytes CheckFile looks at.
const HeadSize = 4096

// format is a kind of file that may be shared.
type format struct {
	mediaType string
	name      string
	begins    func(head []byte) bool
}

var (
	jpeg  = format{"image/jpeg", "JPEG", prefix("\xff\xd8\xff")}
	plain = format{"text/plain; charset=utf-8", "Text", isText}
)

// formats by the end of the file's name. Whatever is not here could run in a reader's browser or is not looked into yet.
var formats = map[string]format{
	".pdf": {"application/pdf", "PDF", prefix("%PDF-")},
	".png": {"image/png", "PNG", prefix("\x89PNG\r\n\x1a\n")},
	".jpg": jpeg, ".jpeg": jpeg,
	".gif":  {"image/gif", "GIF", func(h []byte) bool { return prefix("GIF87a")(h) || prefix("GIF89a")(h) }},
	".webp": {"image/webp", "WebP", func(h []byte) bool { return len(h) >= 12 && prefix("RIFF")(h) && string(h[8:12]) == "WEBP" }},
	".txt":  plain, ".md": plain,
	".csv": {"text/csv; charset=utf-8", "CSV", isText},
}

func prefix(p string) func([]byte) bool {
	return func(head []byte) bool { return bytes.HasPrefix(head, []byte(p)) }
}

// isText looks only at the head; what follows is handed out as a download whatever it holds. The last character of the head may
// be cut in two.
func isText(head []byte) bool {
	for range utf8.UTFMax - 1 {
		if utf8.Valid(head) || len(head) == 0 {
			break
		}
		head = head[:len(head)-1]
	}
	return utf8.Valid(head) && !bytes.ContainsRune(head, 0)
}

// CheckFile says which media type a file has by the end of its name, and fault.Invalid where its first bytes are of something else
// or the type is not among those that may be shared.
func CheckFile(name string, head []byte) (mediaType string, err error) {
	ending := strings.ToLower(path.Ext(name))
	f, ok := formats[ending]
	switch {
	case !ok:
		err = fault.Invalid{{Name: "file", Message: fmt.Sprintf("%q is not a kind of file that can be shared here. Send PDF, a document without macros (docx, xlsx, pptx, odt, ods, odp), PNG, JPEG, GIF, WebP, plain text, CSV or ZIP.", name)}}
	case len(head) == 0:
		err = fault.Invalid{{Name: "file", Message: fmt.Sprintf("%q is empty. Choose the file again.", name)}}
	case !f.begins(head):
		err = fault.Invalid{{Name: "file", Message: fmt.Sprintf("%q is named like a %s file but holds something else. Save it anew under its true kind.", name, f.name)}}
	}
	return f.mediaType, err
}

// FileKind is what people call a media type: "PDF".
func FileKind(mediaType string) string {
	for _, f := range formats {
		if f.mediaType == mediaType {
			return f.name
		}
	}
	return "File"
}

// Renamed is the name with an ending of the media type, where its own is of another: what came as WebP is kept as what any program opens.
func Renamed(name, mediaType string) string {
	ending := path.Ext(name)
	if formats[strings.ToLower(ending)].mediaType == mediaType {
		return name
	}
	for _, known := range []string{".jpg", ".png"} {
		if formats[known].mediaType == mediaType {
			return strings.TrimSuffix(name, ending) + known
		}
	}
	return name
}

// FileName takes the folder, control characters and excess length off a name that a browser sent, and keeps its ending.
func FileName(sent string) string {
	if at := strings.LastIndexAny(sent, `/\`); at >= 0 {
		sent = sent[at+1:]
	}
	line := name.Line(sent)
	ending := path.Ext(line)
	stem := []rune(strings.TrimSpace(strings.TrimSuffix(line, ending)))
	if len(stem) == 0 {
		stem = []rune("file")
	}
	return name.Line(string(stem[:min(len(stem), 150)]) + shorten(ending, 10))
}
