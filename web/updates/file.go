package updates

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime/multipart"
	"net/http"

	"github.com/go-chi/chi/v5"

	"example.org/concord/internal/blob"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/item"
	"example.org/concord/internal/update"
	"example.org/concord/web/page"
)

// File is a file of an update, for whoever reads the update: the row that names it is asked for first, and the bytes are never
// shown inside the portal.
func (s Site) File(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := updateOf(r)
	if err != nil {
		return page.Answer{}, err
	}
	name, err := update.ParseAttachmentID(chi.URLParam(r, "file"))
	if err != nil {
		return page.Answer{}, err
	}
	var file update.Attachment
	if err := s.look(v, r, id, nil, update.AttachmentByID(id, name, &file)); err != nil {
		return page.Answer{}, err
	}
	body, about, err := s.Blobs.Open(r.Context(), blob.Key(file.Blob))
	if err != nil {
		return page.Answer{}, err
	}
	return page.File(file.Name, file.MediaType, about.Size, body), nil
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
	files := make([]update.Attachment, len(sent))
	for i, about := range sent {
		var err error
		if files[i], err = look(about); err != nil {
			return nil, err
		}
	}
	if len(files) > 0 {
		if err := s.DB.Write(r.Context(), v.Who, db.Once{}, update.TakeRoom(files)); err != nil {
			return nil, err
		}
	}
	for _, about := range sent {
		if err := s.keepFile(r.Context(), about); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// look says what a file is: its kind by its first bytes, its key by all of them. Nothing of it is kept yet.
func look(about *multipart.FileHeader) (update.Attachment, error) {
	if about.Size > item.MaxFile {
		return update.Attachment{}, blob.TooLarge(item.MaxFile)
	}
	from, err := about.Open()
	if err != nil {
		return update.Attachment{}, err
	}
	defer from.Close()
	head := make([]byte, item.HeadSize)
	n, err := io.ReadFull(from, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return update.Attachment{}, err
	}
	name := item.FileName(about.Filename)
	mediaType, err := item.CheckFile(name, head[:n])
	if err != nil {
		return update.Attachment{}, err
	}
	if err := item.CheckInside(name, from, about.Size); err != nil {
		return update.Attachment{}, err
	}
	key, size, err := blob.KeyOf(io.MultiReader(bytes.NewReader(head[:n]), from))
	return update.Attachment{ID: update.NewAttachmentID(), Name: name, MediaType: mediaType, Bytes: size, Blob: string(key)}, err
}

func (s Site) keepFile(ctx context.Context, about *multipart.FileHeader) error {
	from, err := about.Open()
	if err != nil {
		return err
	}
	defer from.Close()
	_, err = s.Blobs.Put(ctx, from, item.MaxFile)
	return err
}
