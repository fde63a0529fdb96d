package blob

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"syscall"
	"time"

	"example.org/concord/internal/fault"
)

// spare is how much of the disk stays free: the database may lie on it, too, and must be able to write.
const spare = 1 << 30

// Folder is a Store in a directory: blobs lie under the first two digits of their key. No name that a person typed reaches a
// path, and os.Root keeps even a planted symbolic link from leading out.
type Folder struct{ root *os.Root }

// arriving holds files until they are whole.
const arriving = "arriving"

// abandoned is the age at which a file that never became whole is taken for what a crash left behind. Another process may be
// receiving one right now, but not since yesterday.
const abandoned = 24 * time.Hour

// OpenFolder opens the store in dir, makes the directory where there is none, and removes what a crash left. Several processes
// may use one folder.
func OpenFolder(dir string) (*Folder, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("open the file store: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open the file store: %w", err)
	}
	f := &Folder{root: root}
	if err := f.clear(); err != nil {
		return nil, errors.Join(fmt.Errorf("open the file store: %w", err), root.Close())
	}
	return f, nil
}

// clear removes what never arrived.
func (f *Folder) clear() error {
	if err := f.root.Mkdir(arriving, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	left, err := fs.ReadDir(f.root.FS(), arriving)
	if err != nil {
		return err
	}
	for _, entry := range left {
		about, err := entry.Info()
		if err == nil && time.Since(about.ModTime()) > abandoned {
			err = f.root.Remove(path.Join(arriving, entry.Name()))
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// Close lets go of the directory.
func (f *Folder) Close() error { return f.root.Close() }

// Put writes beside, syncs, and moves into place: a blob is there whole or not at all.
func (f *Folder) Put(ctx context.Context, from io.Reader, limit int64) (Stored, error) {
	if err := f.roomFor(limit); err != nil {
		return Stored{}, room(err)
	}
	beside := path.Join(arriving, rand.Text())
	key, size, err := f.write(ctx, beside, from, limit)
	if err != nil {
		return Stored{}, errors.Join(room(err), f.root.Remove(beside))
	}
	if err := f.settle(beside, key); err != nil {
		return Stored{}, room(fmt.Errorf("keep a file: %w", err))
	}
	s, err := f.Stat(ctx, key)
	if err == nil && s.Size != size {
		err = fmt.Errorf("keep a file: %d bytes were written, %d are there", size, s.Size)
	}
	return s, err
}

// roomFor is a full disk where less than limit and what is spare is free.
func (f *Folder) roomFor(limit int64) error {
	var disk syscall.Statfs_t
	if err := syscall.Statfs(f.root.Name(), &disk); err != nil {
		return fmt.Errorf("keep a file: %w", err)
	}
	if uint64(disk.Bavail)*uint64(disk.Bsize) < uint64(limit)+spare {
		return fmt.Errorf("keep a file: less than %d bytes would stay free: %w", spare, syscall.ENOSPC)
	}
	return nil
}

// room tells a full disk as a person can be told it: the text that the file came with is kept elsewhere.
func room(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return errors.Join(err, fault.Invalid{{Name: "file", Message: "There is no room for files here now. Yours was not kept; everything else is. Tell those who run this portal, and go on without it or try again later."}})
	}
	return err
}

// write copies to name and tells the key and the size of what it copied.
func (f *Folder) write(ctx context.Context, name string, from io.Reader, limit int64) (Key, int64, error) {
	to, err := f.root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return "", 0, fmt.Errorf("keep a file: %w", err)
	}
	sum := sha256.New()
	size, err := io.Copy(io.MultiWriter(to, sum), io.LimitReader(reader{ctx, from}, limit+1))
	switch {
	case err != nil:
		err = fmt.Errorf("keep a file: %w", err)
	case size > limit:
		err = TooLarge(limit)
	default:
		err = to.Sync()
	}
	return Key(hex.EncodeToString(sum.Sum(nil))), size, errors.Join(err, to.Close())
}

// TooLarge is said of a file with more bytes than the limit.
func TooLarge(limit int64) error {
	return fault.Invalid{{Name: "file", Message: fmt.Sprintf("The file is larger than %d MB. It was not kept; everything else is. Send a smaller one.", limit>>20)}}
}

// settle moves a whole file to its place. The directories are synced: a rename alone may be forgotten in a power cut.
func (f *Folder) settle(beside string, key Key) error {
	dir := path.Dir(place(key))
	if err := f.root.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if err := f.root.Rename(beside, place(key)); err != nil {
		return err
	}
	return errors.Join(f.sync(dir), f.sync("."))
}

func (f *Folder) sync(dir string) error {
	d, err := f.root.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// place is where a blob lies. Only well-formed keys have one.
func place(key Key) string { return path.Join(string(key[:2]), string(key)) }

// Open reads a blob.
func (f *Folder) Open(_ context.Context, key Key) (io.ReadCloser, Stored, error) {
	if !wellFormed.MatchString(string(key)) {
		return nil, Stored{}, fault.NotFound
	}
	file, err := f.root.Open(place(key))
	if err != nil {
		return nil, Stored{}, absent(err)
	}
	about, err := file.Stat()
	if err != nil {
		return nil, Stored{}, errors.Join(absent(err), file.Close())
	}
	return file, stored(about), nil
}

// Stat tells its size.
func (f *Folder) Stat(_ context.Context, key Key) (Stored, error) {
	if !wellFormed.MatchString(string(key)) {
		return Stored{}, fault.NotFound
	}
	about, err := f.root.Stat(place(key))
	if err != nil {
		return Stored{}, absent(err)
	}
	return stored(about), nil
}

// Remove takes a blob out of its place before it looks how old it is: what is put at the same moment is either what was taken out,
// and goes back, or finds its place free.
func (f *Folder) Remove(_ context.Context, key Key, since time.Time) error {
	if !wellFormed.MatchString(string(key)) {
		return fault.NotFound
	}
	beside := path.Join(arriving, rand.Text())
	if err := f.root.Rename(place(key), beside); err != nil {
		return absent(err)
	}
	about, err := f.root.Stat(beside)
	switch {
	case err != nil:
		return errors.Join(absent(err), f.settle(beside, key))
	case about.ModTime().After(since):
		return errors.Join(fault.Conflict{Message: "The file was kept again just now."}, f.settle(beside, key))
	}
	return absent(f.root.Remove(beside))
}

// All walks over everything kept.
func (f *Folder) All(ctx context.Context) iter.Seq2[Stored, error] {
	return func(yield func(Stored, error) bool) {
		walk := func(_ string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case ctx.Err() != nil:
				return ctx.Err()
			case entry.IsDir() && entry.Name() == arriving:
				return fs.SkipDir
			case !wellFormed.MatchString(entry.Name()):
				return nil
			}
			about, err := entry.Info()
			if err != nil {
				return err
			}
			if !yield(stored(about), nil) {
				return fs.SkipAll
			}
			return nil
		}
		if err := fs.WalkDir(f.root.FS(), ".", walk); err != nil {
			yield(Stored{}, fmt.Errorf("walk the file store: %w", err))
		}
	}
}

func stored(about fs.FileInfo) Stored {
	return Stored{Key: Key(about.Name()), Size: about.Size(), Kept: about.ModTime()}
}

// absent is NotFound where there is no such file, else a defect.
func absent(err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, fs.ErrNotExist) {
		return fault.NotFound
	}
	return fmt.Errorf("file store: %w", err)
}

// reader stops reading when the visitor has gone.
type reader struct {
	ctx  context.Context
	from io.Reader
}

func (r reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.from.Read(p)
}
