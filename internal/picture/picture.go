// Package picture writes pictures anew before they are kept: upright, and with nothing in them but what is seen. A camera writes where it
// stood, when, and whose it is; whoever shares a photograph of a pump house does not mean to share that.
package picture

import (
	"bufio"
	"context"
	"errors"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/webp"
)

// MostPoints bounds what is unpacked of one picture, all its frames together: a small file may claim to be a very large picture.
const MostPoints = 24 << 20

// What is wrong with a picture.
var (
	ErrTooLarge = errors.New("the picture has too many points")
	ErrBroken   = errors.New("the picture cannot be read")
)

// Written says how a picture was written: of which media type, and how large it is upright, in points.
type Written struct {
	MediaType     string
	Width, Height int
}

// Holds says that files of the media type are pictures that can be written anew.
func Holds(mediaType string) bool {
	switch mediaType {
	case "image/jpeg", "image/png", "image/gif", "image/webp":
		return true
	}
	return false
}

// one lets one picture at a time be unpacked: each takes up to a hundred megabytes.
var one = make(chan struct{}, 1)

// Rewrite reads a picture of the media type from its beginning and writes what is seen of it. WebP becomes JPEG, or PNG where one sees
// through it; the others stay what they are, GIF with all its frames. ErrTooLarge and ErrBroken are the picture's fault.
func Rewrite(ctx context.Context, to io.Writer, from io.ReadSeeker, mediaType string) (Written, error) {
	select {
	case one <- struct{}{}:
		defer func() { <-one }()
	case <-ctx.Done():
		return Written{}, ctx.Err()
	}
	if mediaType == "image/gif" {
		return animated(to, from)
	}
	seen, err := decode(from, mediaType)
	if err != nil {
		return Written{}, err
	}
	if mediaType == "image/webp" {
		mediaType = "image/png"
		if o, ok := seen.(interface{ Opaque() bool }); ok && o.Opaque() {
			mediaType = "image/jpeg"
		}
	}
	if mediaType == "image/jpeg" {
		err = jpeg.Encode(to, seen, &jpeg.Options{Quality: 90})
	} else {
		err = png.Encode(to, seen)
	}
	size := seen.Bounds().Size()
	return Written{mediaType, size.X, size.Y}, err
}

// formats are how pictures of one frame are read: first how large they are, then their points.
var formats = map[string]struct {
	size   func(io.Reader) (image.Config, error)
	points func(io.Reader) (image.Image, error)
}{
	"image/jpeg": {jpeg.DecodeConfig, jpeg.Decode},
	"image/png":  {png.DecodeConfig, png.Decode},
	"image/webp": {webp.DecodeConfig, webp.Decode},
}

func decode(from io.ReadSeeker, mediaType string) (image.Image, error) {
	read := formats[mediaType]
	start := func() (io.Reader, error) {
		_, err := from.Seek(0, io.SeekStart)
		return bufio.NewReader(from), err
	}
	r, err := start()
	if err != nil {
		return nil, err
	}
	c, err := read.size(r)
	if err != nil {
		return nil, ErrBroken
	}
	if int64(c.Width)*int64(c.Height) > MostPoints {
		return nil, ErrTooLarge
	}
	turned := 1
	if mediaType == "image/jpeg" {
		if r, err = start(); err != nil {
			return nil, err
		}
		turned = orientation(r)
	}
	if r, err = start(); err != nil {
		return nil, err
	}
	seen, err := read.points(r)
	if err != nil {
		return nil, ErrBroken
	}
	return upright(seen, turned), nil
}

// animated writes a GIF with its frames, times and repetitions, and without its comments and other people's extensions.
func animated(to io.Writer, from io.ReadSeeker) (Written, error) {
	points, err := framed(from)
	if err != nil {
		return Written{}, err
	}
	if points > MostPoints {
		return Written{}, ErrTooLarge
	}
	if _, err := from.Seek(0, io.SeekStart); err != nil {
		return Written{}, err
	}
	all, err := gif.DecodeAll(bufio.NewReader(from))
	if err != nil {
		return Written{}, ErrBroken
	}
	return Written{"image/gif", all.Config.Width, all.Config.Height}, gif.EncodeAll(to, all)
}
