package picture_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"example.org/concord/internal/picture"
)

const canary = "39.0639 N 108.5506 W"

// flagged is a picture whose left half is red: 32 points wide, 16 high.
func flagged() *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, 32, 16))
	for y := range 16 {
		for x := range 32 {
			c := color.RGBA{B: 255, A: 255}
			if x < 16 {
				c = color.RGBA{R: 255, A: 255}
			}
			m.Set(x, y, c)
		}
	}
	return m
}

// photograph is a JPEG as a camera writes it: lying in one of the eight ways, with words in it that nobody sees.
func photograph(t *testing.T, lies uint16) []byte {
	t.Helper()
	var plain bytes.Buffer
	if err := jpeg.Encode(&plain, flagged(), &jpeg.Options{Quality: 100}); err != nil {
		t.Fatal(err)
	}
	exif := []byte("Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00")
	exif = binary.LittleEndian.AppendUint32(exif, uint32(lies))
	exif = append(exif, "\x00\x00\x00\x00"+canary...)
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(exif)+2))
	return append(append(append([]byte("\xff\xd8"), segment...), exif...), plain.Bytes()[2:]...)
}

func rewrite(t *testing.T, from []byte, mediaType string) (picture.Written, []byte) {
	t.Helper()
	var to bytes.Buffer
	w, err := picture.Rewrite(t.Context(), &to, bytes.NewReader(from), mediaType)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(to.Bytes(), []byte(canary)) {
		t.Errorf("%s still says where it was taken", mediaType)
	}
	return w, to.Bytes()
}

// In each of the eight ways that EXIF knows, the red half comes to lie where a viewer that obeys it shows it.
func TestPhotographStandsUprightAndSaysNothingElse(t *testing.T) {
	for lies, red := range map[uint16]image.Point{1: {2, 8}, 2: {29, 8}, 3: {29, 8}, 4: {2, 8}, 5: {8, 2}, 6: {8, 2}, 7: {8, 29}, 8: {8, 29}, 9: {2, 8}} {
		w, written := rewrite(t, photograph(t, lies), "image/jpeg")
		seen, err := jpeg.Decode(bytes.NewReader(written))
		if err != nil {
			t.Fatal(err)
		}
		if size := seen.Bounds().Size(); size != (image.Point{w.Width, w.Height}) || (size.X < size.Y) != (lies >= 5 && lies <= 8) {
			t.Errorf("lying as %d it is %v, said to be %d by %d", lies, size, w.Width, w.Height)
		}
		if r, _, b, _ := seen.At(red.X, red.Y).RGBA(); r < b {
			t.Errorf("lying as %d its red half is not at %v", lies, red)
		}
	}
}

func TestPNGLosesItsWords(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, flagged()); err != nil {
		t.Fatal(err)
	}
	w, _ := rewrite(t, append(b.Bytes(), canary...), "image/png") // behind the end, where readers do not look
	if w != (picture.Written{MediaType: "image/png", Width: 32, Height: 16}) {
		t.Errorf("%+v", w)
	}
}

// film is a GIF of so many frames, with a comment.
func film(t *testing.T, frames, size int) []byte {
	t.Helper()
	all := gif.GIF{}
	for range frames {
		all.Image = append(all.Image, image.NewPaletted(image.Rect(0, 0, size, size), color.Palette{color.Black, color.White}))
		all.Delay = append(all.Delay, 7)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &all); err != nil {
		t.Fatal(err)
	}
	whole := b.Bytes()
	comment := append([]byte{0x21, 0xfe, byte(len(canary))}, canary+"\x00;"...)
	return append(whole[:len(whole)-1], comment...)
}

func TestGIFKeepsItsFrames(t *testing.T) {
	_, written := rewrite(t, film(t, 3, 20), "image/gif")
	all, err := gif.DecodeAll(bytes.NewReader(written))
	if err != nil || len(all.Image) != 3 || all.Delay[2] != 7 {
		t.Errorf("%d frames, %v", len(all.Image), err)
	}
}

// A small file that unpacks to more than anybody looks at is refused before it is unpacked.
func TestHugePictureIsRefusedUnopened(t *testing.T) {
	many := film(t, 40, 1000)
	claims := photograph(t, 1)
	at := bytes.Index(claims, []byte{0xff, 0xc0}) // the frame header: length, precision, height, width
	binary.BigEndian.PutUint32(claims[at+5:], 0xfffeffff&^0x00010000)
	for mediaType, from := range map[string][]byte{"image/gif": many, "image/jpeg": claims} {
		_, err := picture.Rewrite(t.Context(), &bytes.Buffer{}, bytes.NewReader(from), mediaType)
		if !errors.Is(err, picture.ErrTooLarge) {
			t.Errorf("%s of %d bytes: %v", mediaType, len(from), err)
		}
	}
}

func TestBrokenPictureIsRefused(t *testing.T) {
	for _, mediaType := range []string{"image/jpeg", "image/png", "image/gif", "image/webp"} {
		for _, from := range []string{"", "GIF89a", "\xff\xd8\xff", "\x89PNG\r\n\x1a\n", strings.Repeat("GIF89a\xff\xff\xff\xff\x00\x00\x00,", 9)} {
			if _, err := picture.Rewrite(t.Context(), &bytes.Buffer{}, strings.NewReader(from), mediaType); !errors.Is(err, picture.ErrBroken) && !errors.Is(err, picture.ErrTooLarge) {
				t.Errorf("%q as %s: %v", from, mediaType, err)
			}
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := picture.Rewrite(ended, &bytes.Buffer{}, strings.NewReader(""), "image/png"); err == nil {
		t.Error("nobody waits any more, and nothing is wrong")
	}
}

func FuzzRewrite(f *testing.F) {
	f.Add([]byte("GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"))
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x10Exif\x00\x00II*\x00\xff\xff\xff\x7f"))
	f.Add([]byte("RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"))
	f.Fuzz(func(t *testing.T, from []byte) {
		for _, mediaType := range []string{"image/jpeg", "image/png", "image/gif", "image/webp"} {
			var to bytes.Buffer
			if w, err := picture.Rewrite(t.Context(), &to, bytes.NewReader(from), mediaType); err == nil && (w.Width < 1 || w.Height < 1 || !picture.Holds(w.MediaType)) {
				t.Errorf("%+v", w)
			}
		}
	})
}
