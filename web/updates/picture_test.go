package updates_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"example.org/concord/internal/story"
)

// photograph lies on its side, as telephones keep what was taken upright, and says where it was taken.
func photograph(t *testing.T) []byte {
	t.Helper()
	var plain bytes.Buffer
	if err := jpeg.Encode(&plain, image.NewGray(image.Rect(0, 0, 60, 40)), nil); err != nil {
		t.Fatal(err)
	}
	noted := "Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00\x00\x00\x00\x0039.0639 N"
	return append([]byte("\xff\xd8\xff\xe1\x00"+string(rune(len(noted)+2))+noted), plain.Bytes()[2:]...)
}

func TestPictureIsShownInPlaceUprightAndWithoutWhereItWasTaken(t *testing.T) {
	s := open(t)
	dana, priya := s.site.As(story.Dana), s.site.As(story.Priya)
	draft, form := s.written(dana, "wscc")
	form.Set("then", "attach")
	s.says(s.is(dana.Upload(draft, form, "gate.png", []byte("\x89PNG\r\n\x1a\nbut not much more")), http.StatusUnprocessableEntity), "cannot be read as a picture")
	s.is(dana.Upload(draft, form, "gate.jpg", photograph(t)), http.StatusSeeOther)
	s.is(dana.Upload(draft, form, "plan.pdf", pdf), http.StatusSeeOther)
	at := updatePath.FindString(s.is(s.send(dana, draft), http.StatusSeeOther).Header.Get("Location"))
	page := priya.Get(at)
	if !strings.Contains(page.Body, `width="40" height="60" loading="lazy" alt="Picture: gate.jpg"`) {
		t.Error("the page does not say how large the picture is, or what it is called")
	}
	all := regexp.MustCompile(`src="(`+at+`/files/[0-9a-f-]{36}/picture)"`).FindAllStringSubmatch(page.Body, -1)
	if len(all) != 1 {
		t.Fatalf("%d pictures stand in the page", len(all))
	}
	shown := s.is(priya.Get(all[0][1]), http.StatusOK)
	if c, err := jpeg.DecodeConfig(strings.NewReader(shown.Body)); err != nil || c.Width != 40 || c.Height != 60 || strings.Contains(shown.Body, "39.0639") {
		t.Errorf("%d by %d, %v", c.Width, c.Height, err)
	}
	if d, kind := shown.Header.Get("Content-Disposition"), shown.Header.Get("Content-Type"); d != "inline" || kind != "image/jpeg" {
		t.Errorf("%s, %s", d, kind)
	}
	for _, p := range outsiders() {
		s.is(s.site.As(p).Get(all[0][1]), http.StatusNotFound)
	}
	s.is(s.site.Public().Get(all[0][1]), http.StatusNotFound)
	if download := s.is(priya.Get(strings.TrimSuffix(all[0][1], "/picture")), http.StatusOK); download.Body != shown.Body {
		t.Error("the download is not what is shown")
	}
	other := regexp.MustCompile(`href="(` + at + `/files/[0-9a-f-]{36})">plan`).FindStringSubmatch(page.Body)[1]
	s.is(priya.Get(other+"/picture"), http.StatusNotFound)
}
