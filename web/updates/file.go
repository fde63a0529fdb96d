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

// receive keeps the bytes of the files that came with the form, if there is room for so many. Their rows are the caller's to write: a
// blob that no row names is seen by nobody. One that is refused takes the others with it, so that nobody wonders which are there.
func (s Site) receive(r *http.Request, room int) ([]update.Attachment, error) {
	if r.MultipartForm == nil {
		return nil, nil
	}
	sent := r.MultipartForm.File["file"]
	if len(sent) > max(room, 0) {
		return nil, fault.Invalid{{Name: "file", Message: "An update can have ten files. Take one away first."}}
	}
	var kept []update.Attachment
	for _, about := range sent {
		file, err := s.keepFile(r.Context(), about)
		if err != nil {
			return nil, err
		}
		kept = append(kept, file)
	}
	return kept, nil
}

func (s Site) keepFile(ctx context.Context, about *multipart.FileHeader) (update.Attachment, error) {
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
	stored, err := s.Blobs.Put(ctx, io.MultiReader(bytes.NewReader(head[:n]), from), item.MaxFile)
	return update.Attachment{ID: update.NewAttachmentID(), Name: name, MediaType: mediaType, Bytes: stored.Size, Blob: string(stored.Key)}, err
}
