package main

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"

	"example.org/concord/internal/blob"
	"example.org/concord/internal/db"
	"example.org/concord/internal/update"
)

// openFiles opens the store of files below the data folder.
func openFiles(dir string) (*blob.Folder, error) { return blob.OpenFolder(filepath.Join(dir, "files")) }

// clearFiles removes the files that nothing names any more. Opening the store anew clears what never arrived, too.
func clearFiles(ctx context.Context, worker *db.DB, dir string, log *slog.Logger) error {
	files, err := openFiles(dir)
	if err != nil {
		return err
	}
	n, err := update.ClearFiles(ctx, worker, files)
	if n > 0 {
		log.InfoContext(ctx, "removed files that nothing names any more", "files", n)
	}
	return errors.Join(err, files.Close())
}
