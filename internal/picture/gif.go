package picture

import (
	"bufio"
	"encoding/binary"
	"io"
)

// framed counts the points of all frames of a GIF without unpacking one: gif.DecodeAll keeps every frame, and a small file may hold thousands.
func framed(from io.ReadSeeker) (points int64, err error) {
	if _, err := from.Seek(0, io.SeekStart); err != nil {
		return 0, err
	}
	r := bufio.NewReader(from)
	broken := func(err error) (int64, error) {
		if err == nil || err == io.EOF || err == io.ErrUnexpectedEOF {
			err = ErrBroken
		}
		return 0, err
	}
	var screen [13]byte // GIF89a, width, height, flags, background, aspect
	if _, err := io.ReadFull(r, screen[:]); err != nil {
		return broken(err)
	}
	points = int64(binary.LittleEndian.Uint16(screen[6:])) * int64(binary.LittleEndian.Uint16(screen[8:]))
	if err := skipColors(r, screen[10]); err != nil {
		return broken(err)
	}
	for frames := int64(0); ; {
		kind, err := r.ReadByte()
		if err != nil {
			return broken(err)
		}
		switch kind {
		case 0x3b: // the end
			return max(points, frames), nil
		case 0x21: // an extension: its label, then blocks
			if _, err := r.Discard(1); err != nil {
				return broken(err)
			}
		case 0x2c: // a frame: left, top, width, height, flags; its colors; how wide a code is; then blocks
			var frame [9]byte
			if _, err := io.ReadFull(r, frame[:]); err != nil {
				return broken(err)
			}
			frames += int64(binary.LittleEndian.Uint16(frame[4:])) * int64(binary.LittleEndian.Uint16(frame[6:]))
			if err := skipColors(r, frame[8]); err != nil {
				return broken(err)
			}
			if _, err := r.Discard(1); err != nil {
				return broken(err)
			}
		default:
			return broken(nil)
		}
		if err := skipBlocks(r); err != nil {
			return broken(err)
		}
	}
}

// skipColors passes a table of colors, where the flags say that there is one.
func skipColors(r *bufio.Reader, flags byte) error {
	if flags&0x80 == 0 {
		return nil
	}
	_, err := r.Discard(3 << (flags&7 + 1))
	return err
}

// skipBlocks passes blocks, each with its length before it, to the empty one.
func skipBlocks(r *bufio.Reader) error {
	for {
		size, err := r.ReadByte()
		if err != nil || size == 0 {
			return err
		}
		if _, err := r.Discard(int(size)); err != nil {
			return err
		}
	}
}
