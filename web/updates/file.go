package updates

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"

	"example.org/concord/internal/blob"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/item"
	"example.org/concord/internal/picture"
	"example.org/concord/internal/update"
	"example.org/concord/web/page"
)

// File is a file of an update as a download, for whoever reads the update: the row that names it is asked for first.
func (s Site) File(v page.Visitor, r *http.Request) (page.Answer, error) {
	file, err := s.fileOf(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	body, about, err := s.Blobs.Open(r.Context(), blob.Key(file.Blob))
	if err != nil {
		return page.Answer{}, err
	}
	return page.File(file.Name, file.MediaType, about.Size, body), nil
}

// Picture is a file of an update as it stands in the page, if it is a picture that the portal itself wrote; any other is a download only.
func (s Site) Picture(v page.Visitor, r *http.Request) (page.Answer, error) {
	file, err := s.fileOf(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	if !file.Shown() {
		return page.Answer{}, fault.NotFound
	}
	body, about, err := s.Blobs.Open(r.Context(), blob.Key(file.Blob))
	if err != nil {
		return page.Answer{}, err
	}
	return page.Picture(file.MediaType, about.Size, body), nil
}

func (s Site) fileOf(v page.Visitor, r *http.Request) (file update.Attachment, err error) {
	id, err := updateOf(r)
	if err != nil {
		return file, err
	}
	name, err := update.ParseAttachmentID(chi.URLParam(r, "file"))
	if err != nil {
		return file, err
	}
	return file, s.look(v, r, id, nil, update.AttachmentByID(id, name, &file))
}

// received is a file that came with a form, and what of it is kept.
type received struct {
	update.Attachment
	content io.ReadSeekCloser
}

// receive keeps the bytes of the files that came with the form, if there is room for so many, and of the visitor's own for so much.
// Their rows are the caller's to write: a blob that no row names is seen by nobody. One that is refused takes the others with it, so that nobody wonders which are there.
func (s Site) receive(v page.Visitor, r *http.Request, room int) ([]update.Attachment, error) {
	if r.MultipartForm == nil {
		return nil, nil
	}
	sent := r.MultipartForm.File["file"]
	if len(sent) > max(room, 0) {
		return nil, fault.Invalid{{Name: "file", Message: "An update can have ten files. Take one away first."}}
	}
	var files []update.Attachment
	var kept []received
	defer func() {
		for _, k := range kept {
			_ = k.content.Close() // it was read to its end, or is not wanted
		}
	}()
	for _, about := range sent {
		one, err := look(r.Context(), about)
		if err != nil {
			return nil, err
		}
		files, kept = append(files, one.Attachment), append(kept, one)
	}
	if len(files) > 0 {
		if err := s.DB.Write(r.Context(), v.Who, db.Once{}, update.TakeRoom(files)); err != nil {
			return nil, err
		}
	}
	for _, k := range kept {
		if _, err := s.Blobs.Put(r.Context(), k.content, item.MaxFile); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// look says what a file is: its kind by its first bytes, its key by all of them, a picture's by what is written of it. Nothing is kept yet.
func look(ctx context.Context, about *multipart.FileHeader) (one received, err error) {
	if about.Size > item.MaxFile {
		return one, blob.TooLarge(item.MaxFile)
	}
	from, err := about.Open()
	if err != nil {
		return one, err
	}
	one.content = from
	defer func() {
		if err != nil {
			_ = one.content.Close() // what was wrong with it is said already
		}
	}()
	head := make([]byte, item.HeadSize)
	n, err := io.ReadFull(from, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return one, err
	}
	one.Attachment = update.Attachment{ID: update.NewAttachmentID(), Name: item.FileName(about.Filename)}
	if one.MediaType, err = item.CheckFile(one.Name, head[:n]); err != nil {
		return one, err
	}
	if err = item.CheckInside(one.Name, from, about.Size); err != nil {
		return one, err
	}
	if picture.Holds(one.MediaType) {
		if err = one.rewrite(ctx); err != nil {
			return one, err
		}
	}
	if _, err = one.content.Seek(0, io.SeekStart); err != nil {
		return one, err
	}
	key, size, err := blob.KeyOf(one.content)
	if err != nil {
		return one, err
	}
	if size > item.MaxFile {
		return one, blob.TooLarge(item.MaxFile)
	}
	one.Bytes, one.Blob = size, string(key)
	_, err = one.content.Seek(0, io.SeekStart)
	return one, err
}

// rewrite puts what is seen of a picture in the place of the file that came. Its file has no name any more, so that nothing is left of it,
// however the portal ends.
func (f *received) rewrite(ctx context.Context) error {
	to, err := os.CreateTemp("", "concord-picture-")
	if err != nil {
		return err
	}
	if err := os.Remove(to.Name()); err != nil {
		return errors.Join(err, to.Close())
	}
	written, err := picture.Rewrite(ctx, to, f.content, f.MediaType)
	if err != nil {
		return errors.Join(wrongPicture(f.Name, err), to.Close())
	}
	f.Name, f.MediaType = item.Renamed(f.Name, written.MediaType), written.MediaType
	f.Picture = update.Picture{Width: written.Width, Height: written.Height}
	f.content, err = to, f.content.Close()
	return err
}

// wrongPicture says at the form's field what is wrong with a picture.
func wrongPicture(name string, err error) error {
	switch {
	case errors.Is(err, picture.ErrTooLarge):
		return fault.Invalid{{Name: "file", Message: fmt.Sprintf("%q has more than 24 million points. Make it smaller, then send it again.", name)}}
	case errors.Is(err, picture.ErrBroken):
		return fault.Invalid{{Name: "file", Message: fmt.Sprintf("%q cannot be read as a picture. Open it, save it anew, and send that.", name)}}
	}
	return err
}
