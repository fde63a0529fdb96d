package item

import (
	"archive/zip"
	"bytes"
	"errors"
	"io/fs"
	"runtime"
	"strings"
	"testing"

	"example.org/concord/internal/fault"
)

// pack makes an archive of names and what they hold, in turn.
func pack(t *testing.T, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		f, err := w.Create(parts[i])
		if err == nil {
			_, err = f.Write([]byte(parts[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func document(t *testing.T, more ...string) []byte {
	return pack(t, append([]string{"[Content_Types].xml", "<Types/>", "word/document.xml", "<w/>"}, more...)...)
}

func TestDocumentsAndArchivesAreSharedUnlessSomethingInThemCannotBe(t *testing.T) {
	odt := documents[".odt"].mediaType
	for name, file := range map[string][]byte{
		"a.docx": document(t, "docProps/app.xml", "x"), "a.xlsx": pack(t, "[Content_Types].xml", "x", "xl/workbook.xml", "x"),
		"A.PPTX": pack(t, "[Content_Types].xml", "x", "ppt/presentation.xml", "x"), "a.odt": pack(t, "mimetype", odt, "content.xml", "x"),
		"a.zip": pack(t, "plan.pdf", "%PDF-", "folder/a.docx", string(document(t))), "a.txt": []byte("PK\x03\x04"),
	} {
		if err := CheckInside(name, bytes.NewReader(file), int64(len(file))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := CheckFile(name, file); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	locked := bytes.Replace(document(t), []byte("PK\x01\x02\x14\x00\x14\x00\x08"), []byte("PK\x01\x02\x14\x00\x14\x00\x09"), 1)
	for name, c := range map[string]struct {
		file []byte
		why  string
	}{
		"macros.docx":   {document(t, "word/vbaProject.bin", "x"), "macros"},
		"enabled.docx":  {pack(t, "[Content_Types].xml", "application/vnd.ms-word.document.macroEnabled.main+xml", "word/document.xml", "x"), "macros"},
		"basic.odt":     {pack(t, "mimetype", odt, "content.xml", "x", "Basic/Standard/Module1.xml", "x"), "macros"},
		"ole.docx":      {[]byte(encrypted + "more"), "password"},
		"locked.docx":   {locked, "password"},
		"locked.odt":    {pack(t, "mimetype", odt, "content.xml", "x", "META-INF/manifest.xml", "<manifest:encryption-data/>"), "password"},
		"template.docx": {document(t, "word/_rels/settings.xml.rels", `<Relationship Type="x/attachedTemplate" TargetMode="External"/>`), "template"},
		"object.docx":   {document(t, "word/embeddings/oleObject1.bin", "x"), "object"},
		"other.docx":    {pack(t, "[Content_Types].xml", "x", "xl/workbook.xml", "x"), "Save it anew"},
		"other.ods":     {pack(t, "mimetype", odt, "content.xml", "x"), "Save it anew"},
		"broken.zip":    {[]byte("PK\x03\x04and no more"), "Save it anew"},
		"program.zip":   {pack(t, "a/run.exe", "x"), "program"},
		"hidden.zip":    {pack(t, "a.pdf", "MZ\x90"), "program"},
		"nested.zip":    {pack(t, "a.zip", "x"), "looked into"},
		"disguised.zip": {pack(t, "a.pdf", string(pack(t, "x", "x"))), "looked into"},
		"within.zip":    {pack(t, "a.docx", string(document(t, "word/vbaProject.bin", "x"))), "macros"},
		"slip.zip":      {pack(t, "../../etc/passwd", "x"), "elsewhere"},
		"many.zip":      {pack(t, strings.Split(strings.Repeat("a,,", 2001)+"b,", ",")...), "2,000"},
		"bomb.docx":     {document(t, "word/big.xml", strings.Repeat("\x00", mostUnpacked+1)), "64 MB"},
	} {
		err := CheckInside(name, bytes.NewReader(c.file), int64(len(c.file)))
		if invalid := (fault.Invalid{}); !errors.As(err, &invalid) || !strings.Contains(invalid.For("file"), c.why) || !strings.Contains(invalid.For("file"), name) {
			t.Errorf("%s: %v, want why: %s", name, err, c.why)
		}
	}
}

func TestASymbolicLinkIsNotShared(t *testing.T) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	h := &zip.FileHeader{Name: "link"}
	h.SetMode(fs.ModeSymlink | 0o777)
	if _, err := w.CreateHeader(h); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := CheckInside("a.zip", bytes.NewReader(b.Bytes()), int64(b.Len())); err == nil {
		t.Error("it passes")
	}
}

func TestUnpackingIsBounded(t *testing.T) {
	file := document(t, "word/big.xml", strings.Repeat("\x00", 200<<20))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	err := CheckInside("a.docx", bytes.NewReader(file), int64(len(file)))
	runtime.ReadMemStats(&after)
	if made := (after.TotalAlloc - before.TotalAlloc) >> 20; err == nil || made > 400 {
		t.Errorf("%d MB are made (%v)", made, err)
	}
}

func FuzzCheckInside(f *testing.F) {
	f.Add("a.docx", []byte("PK\x03\x04"))
	f.Add("a.zip", []byte(encrypted))
	f.Fuzz(func(t *testing.T, name string, file []byte) {
		_ = CheckInside(name, bytes.NewReader(file), int64(len(file)))
	})
}
