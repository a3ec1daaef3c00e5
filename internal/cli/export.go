package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// mostExports is how many files of one name are kept apart by a number.
const mostExports = 999

// exportFile writes a list into the current folder, for its owner only: it
// names customers. A file that is there is never replaced; the name gets a
// number instead.
func (m *machine) exportFile(name string, data []byte) (path string, err error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", errors.New("the current folder is gone")
	}
	name = filepath.Base(name)
	stem := strings.TrimSuffix(name, filepath.Ext(name))
	for n := 1; n <= mostExports; n++ {
		path = filepath.Join(dir, name)
		if n > 1 {
			path = filepath.Join(dir, stem+"-"+strconv.Itoa(n)+filepath.Ext(name))
		}
		err = writeNew(path, data)
		if !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	if err != nil {
		var at *fs.PathError
		if errors.As(err, &at) {
			err = at.Err
		}
		return "", fmt.Errorf("%s: %w", dir, err)
	}
	return path, nil
}

// writeNew writes a file that must not exist, whole or not at all. It follows
// no link: O_EXCL refuses one.
func writeNew(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(path) // half a list is worse than none
	}
	return err
}
