package picture

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"io"
)

// orientation is how a JPEG lies according to its EXIF: 1 upright, 2 to 8 turned or mirrored. Where nothing can be read of it, it is upright.
func orientation(from io.Reader) int {
	r := bufio.NewReader(from)
	var two [2]byte
	if _, err := io.ReadFull(r, two[:]); err != nil || two != [2]byte{0xff, 0xd8} {
		return 1
	}
	for { // segments: a marker, a length that counts itself, what it holds
		var head [4]byte
		if _, err := io.ReadFull(r, head[:]); err != nil || head[0] != 0xff || head[1] == 0xda { // from there on come the points
			return 1
		}
		size := int(binary.BigEndian.Uint16(head[2:])) - 2
		if size < 0 {
			return 1
		}
		segment := make([]byte, size)
		if _, err := io.ReadFull(r, segment); err != nil {
			return 1
		}
		if tiff, ok := bytes.CutPrefix(segment, []byte("Exif\x00\x00")); ok && head[1] == 0xe1 {
			return lies(tiff)
		}
	}
}

// lies looks for the tag 0x0112 of the first directory.
func lies(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if bytes.HasPrefix(tiff, []byte("II")) {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 1
	}
	entries := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(entries) < 12 {
			return 1
		}
		if order.Uint16(entries) == 0x0112 {
			if n := int(order.Uint16(entries[8:])); n >= 1 && n <= 8 {
				return n
			}
			return 1
		}
		entries = entries[12:]
	}
	return 1
}

// turned is a picture that is read as it should be seen.
type turned struct {
	image.Image
	how int
}

// upright turns a picture that lies in one of the eight ways of EXIF.
func upright(seen image.Image, how int) image.Image {
	if how == 1 {
		return seen
	}
	return turned{seen, how}
}

// Bounds begin at zero; ways 5 to 8 lie on their side.
func (t turned) Bounds() image.Rectangle {
	size := t.Image.Bounds().Size()
	if t.how >= 5 {
		size.X, size.Y = size.Y, size.X
	}
	return image.Rectangle{Max: size}
}

// At is the point that is seen there.
func (t turned) At(x, y int) color.Color {
	lying := t.Image.Bounds()
	right, bottom := lying.Dx()-1, lying.Dy()-1
	switch t.how {
	case 2:
		x = right - x
	case 3:
		x, y = right-x, bottom-y
	case 4:
		y = bottom - y
	case 5:
		x, y = y, x
	case 6:
		x, y = y, bottom-x
	case 7:
		x, y = right-y, bottom-x
	case 8:
		x, y = right-y, x
	}
	return t.Image.At(lying.Min.X+x, lying.Min.Y+y)
}
