package item

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"example.org/concord/internal/fault"
)

// Bounds of what is packed into one file. What an archive says of itself is not believed: it is counted while it is unpacked.
const (
	mostPacked   = 2000
	mostUnpacked = 64 << 20
)

// documents are the files of offices, which are archives, with the part that each has to have.
var documents = map[string]struct{ mediaType, name, part string }{
	".docx": {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word", "word/document.xml"},
	".xlsx": {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel", "xl/workbook.xml"},
	".pptx": {"application/vnd.openxmlformats-officedocument.presentationml.presentation", "PowerPoint", "ppt/presentation.xml"},
	".odt":  {"application/vnd.oasis.opendocument.text", "OpenDocument", "content.xml"},
	".ods":  {"application/vnd.oasis.opendocument.spreadsheet", "OpenDocument spreadsheet", "content.xml"},
	".odp":  {"application/vnd.oasis.opendocument.presentation", "OpenDocument presentation", "content.xml"},
}

func init() {
	for ending, d := range documents {
		formats[ending] = format{d.mediaType, d.name, archived}
	}
	formats[".zip"] = format{"application/zip", "ZIP", archived}
}

// archived takes what an office encrypted for an archive too: what is wrong with it is said when it is looked into.
func archived(head []byte) bool { return prefix("PK\x03\x04")(head) || prefix(encrypted)(head) }

const encrypted = "\xd0\xcf\x11\xe0" // also how files of the nineties begin

// CheckInside looks into a file that is an archive; others pass. fault.Invalid says what in it cannot be shared: macros, what is encrypted
// and cannot be looked into, programs, archives in archives, and what unpacks to more than anybody wants.
func CheckInside(name string, file io.ReaderAt, size int64) error {
	ending := strings.ToLower(path.Ext(name))
	if _, document := documents[ending]; !document && ending != ".zip" {
		return nil
	}
	if size > MaxFile {
		return refused(name, "is larger than 20 MB")
	}
	left := int64(mostUnpacked)
	if why := inside(ending, file, size, &left); why != "" {
		return refused(name, why)
	}
	return nil
}

func refused(name, why string) error {
	return fault.Invalid{{Name: "file", Message: fmt.Sprintf("%q %s.", name, why)}}
}

// inside says why an archive is refused; "" for not at all.
func inside(ending string, file io.ReaderAt, size int64, left *int64) string {
	document, isDocument := documents[ending]
	head := make([]byte, 4)
	if _, err := file.ReadAt(head, 0); err == nil && string(head) == encrypted {
		return "is protected by a password, or of an old format. Save it without one, as a " + strings.TrimPrefix(ending, ".") + " file"
	}
	const broken = "cannot be opened as what its name says. Save it anew"
	if entries, err := count(file, size); err != nil {
		return broken
	} else if entries > mostPacked {
		return "holds more than 2,000 files. Send fewer at once"
	}
	packed, err := zip.NewReader(file, size)
	if err != nil {
		return broken
	}
	var names []string
	for _, f := range packed.File {
		if f.Flags&1 != 0 {
			return "is protected by a password. Nobody can look into it: send it without one"
		}
		if f.FileInfo().IsDir() {
			continue
		}
		if !fs.ValidPath(f.Name) || strings.Contains(f.Name, `\`) || !f.Mode().IsRegular() {
			return "holds a file that would be unpacked elsewhere than here. Pack it anew"
		}
		body, err := unpack(f, left)
		switch {
		case *left < 0:
			return "unpacks to more than 64 MB. Send its parts one by one"
		case err != nil:
			return broken
		}
		var why string
		if isDocument {
			why = part(f.Name, body)
		} else {
			why = packedFile(f.Name, body, left)
		}
		if why != "" {
			return why
		}
		names = append(names, f.Name)
		if f.Name == "mimetype" && isDocument && string(bytes.TrimSpace(body)) != document.mediaType {
			return broken
		}
	}
	if isDocument && (!slices.Contains(names, document.part) || !slices.Contains(names, "mimetype") && !slices.Contains(names, "[Content_Types].xml")) {
		return broken
	}
	return ""
}

// count says how many files an archive lists at most, without making anything of the list.
func count(file io.ReaderAt, size int64) (n int, err error) {
	b := make([]byte, 64<<10)
	for at := int64(0); at < size; at += int64(len(b) - 3) {
		read, err := file.ReadAt(b[:min(int64(len(b)), size-at)], at)
		if err != nil && err != io.EOF {
			return 0, err
		}
		n += bytes.Count(b[:read], []byte("PK\x01\x02"))
	}
	return n, nil
}

// unpack reads one file, as long as there is room.
func unpack(f *zip.File, left *int64) ([]byte, error) {
	in, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer in.Close()
	body, err := io.ReadAll(io.LimitReader(in, *left+1))
	*left -= int64(len(body))
	return body, err
}

// part says what of a document keeps it from being shared.
func part(name string, body []byte) string {
	lower := strings.ToLower(name)
	base := path.Base(lower)
	const macros = "holds macros, which are programs. Save it without them"
	switch {
	case strings.HasPrefix(base, "vba"), strings.Contains(lower, "/macrosheets/"), strings.HasPrefix(lower, "basic/"), strings.HasPrefix(lower, "scripts/"),
		lower == "[content_types].xml" && bytes.Contains(bytes.ToLower(body), []byte("macroenabled")):
		return macros
	case strings.Contains(lower, "/activex/"), strings.HasPrefix(base, "oleobject"), program(name, body):
		return "holds a program or an object of another one. Take it out and save it anew"
	case lower == "meta-inf/manifest.xml" && bytes.Contains(body, []byte("encryption-data")):
		return "is protected by a password. Nobody can look into it: save it without one"
	case strings.HasSuffix(base, ".rels") && bytes.Contains(body, []byte("/attachedTemplate")) && bytes.Contains(body, []byte(`TargetMode="External"`)):
		return "takes a template from elsewhere when it is opened. Attach the text without it"
	}
	return ""
}

// programs and archives by the ends of their names.
var (
	programs = strings.Fields(".exe .dll .scr .com .bat .cmd .ps1 .vbs .vbe .js .jse .wsf .wsh .hta .msi .msp .lnk .url .reg .cpl .jar .apk .app .sh .py .iso .img .vhd .chm .html .htm .svg .xhtml " +
		".docm .dotm .xlsm .xltm .xlam .xlsb .pptm .potm .ppam .ppsm")
	archives = strings.Fields(".zip .7z .rar .gz .tgz .tar .bz2 .xz .zst .cab .ace .arj .lzh")
)

func program(name string, body []byte) bool {
	return slices.Contains(programs, strings.ToLower(path.Ext(name))) || bytes.HasPrefix(body, []byte("MZ")) || bytes.HasPrefix(body, []byte("\x7fELF")) || bytes.HasPrefix(body, []byte("#!"))
}

// packedFile says what of a file in an archive keeps the archive from being shared. A document in it is looked into as well.
func packedFile(name string, body []byte, left *int64) string {
	ending := strings.ToLower(path.Ext(name))
	base := fmt.Sprintf("holds %q, which ", path.Base(name))
	if _, document := documents[ending]; document {
		if why := inside(ending, bytes.NewReader(body), int64(len(body)), left); why != "" {
			return base + why
		}
		return ""
	}
	switch {
	case program(name, body):
		return base + "is a program. Take it out and pack it anew"
	case slices.Contains(archives, ending), bytes.HasPrefix(body, []byte("PK\x03\x04")), bytes.HasPrefix(body, []byte(encrypted)):
		return base + "cannot be looked into. Send it by itself"
	}
	return ""
}
