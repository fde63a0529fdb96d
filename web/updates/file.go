package updates

import (
	"bytes"
	"errors"
	"io"
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
	if err := s.DB.Read(r.Context(), v.Who, update.AttachmentByID(id, name, &file)); err != nil {
		return page.Answer{}, err
	}
	body, about, err := s.Blobs.Open(r.Context(), blob.Key(file.Blob))
	if err != nil {
		return page.Answer{}, err
	}
	return page.File(file.Name, file.MediaType, about.Size, body), nil
}

// receive keeps the bytes of the file that came with the form, nil where none did. Its row is the caller's to write: a blob that no
// row names is seen by nobody.
func (s Site) receive(r *http.Request, already int) (*update.Attachment, error) {
	if r.MultipartForm == nil {
		return nil, nil
	}
	from, about, err := r.FormFile("file")
	if errors.Is(err, http.ErrMissingFile) {
		return nil, nil
	}
	if err != nil {
		return nil, fault.Invalid{{Name: "file", Message: "The file did not arrive whole. Choose it again; everything else is saved."}}
	}
	defer from.Close()
	if already >= update.MaxFiles {
		return nil, fault.Invalid{{Name: "file", Message: "An update can have ten files. Take one away first."}}
	}
	head := make([]byte, item.HeadSize)
	n, err := io.ReadFull(from, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil, err
	}
	name := item.FileName(about.Filename)
	mediaType, err := item.CheckFile(name, head[:n])
	if err != nil {
		return nil, err
	}
	kept, err := s.Blobs.Put(r.Context(), io.MultiReader(bytes.NewReader(head[:n]), from), item.MaxFile)
	if err != nil {
		return nil, err
	}
	return &update.Attachment{ID: update.NewAttachmentID(), Name: name, MediaType: mediaType, Bytes: kept.Size, Blob: string(kept.Key)}, nil
}
