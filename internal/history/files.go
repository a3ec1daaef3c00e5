package history

import (
	"errors"
	"io/fs"
	"os"
)

// Size is how many bytes the file and its side files take; 0 when there is none.
func Size(path string) (int64, error) {
	var sum int64
	for _, name := range files(path) {
		info, err := os.Lstat(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return 0, err
		}
		sum += info.Size()
	}
	return sum, nil
}

// Forget removes the file and its side files, those first: without them the
// database is whole, they without it are not.
func Forget(path string) error {
	var errs []error
	for _, name := range files(path) {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

func files(path string) []string { return []string{path + "-wal", path + "-shm", path} }
