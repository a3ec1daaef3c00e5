package store

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"daybrief/model"
)

const (
	pictureFormat = "daybrief picture"
	historyFormat = "daybrief history"
)

// version counts the forms that a format has had. A file of a later one is left
// alone, one of an earlier one is made anew.
func version(format string) int {
	if format == pictureFormat {
		return 3
	}
	return 1
}

// maxLabel is how long the first line of a file may be.
const maxLabel = 1 << 10

// label is the first line of a file: enough to tell, without unpacking
// anything, whether the rest is ours and whole.
type label struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	Tenant  string `json:"tenant"`
	Size    int64  `json:"size,omitempty"` // unpacked
	Sum     string `json:"sum,omitempty"`  // SHA-256 of what follows the line
}

// newerError says that a later daybrief wrote the file.
type newerError struct{ version int }

func (n *newerError) Error() string {
	return fmt.Sprintf("was written by a newer daybrief (form %d) and is left as it is", n.version)
}

var errDamaged = errors.New("is damaged")

// unlabel reads the first line and checks that the rest is meant for us.
func unlabel(data []byte, format, tenant string) (l label, rest []byte, err error) {
	line, _, found := bytes.Cut(data[:min(len(data), maxLabel)], []byte("\n"))
	if !found || json.Unmarshal(line, &l) != nil || l.Format != format {
		return l, nil, errDamaged
	}
	switch ours := version(format); {
	case l.Version > ours:
		return l, nil, &newerError{l.Version}
	case l.Version < ours:
		return l, nil, errors.New("was written by an older daybrief")
	case l.Tenant != tenant:
		return l, nil, errors.New("belongs to another company")
	}
	return l, data[len(line)+1:], nil
}

// encode makes the file of a picture, in one buffer that has about the given size.
// The picture is packed as it is written: unpacked, that of a large tenant is as
// big as all its tickets.
func encode(s *model.Snapshot, tenant string, now time.Time, size int64, fields func(*rowCodec, *model.Ticket)) ([]byte, error) {
	var file bytes.Buffer
	file.Grow(int(min(size+size/8, maxFile)) + maxLabel + bytes.MinRead)
	file.Write(bytes.Repeat([]byte{' '}, maxLabel-1)) // the label is known at the end
	file.WriteByte('\n')
	z, err := gzip.NewWriterLevel(&file, gzip.BestSpeed)
	if err != nil {
		return nil, err
	}
	n, err := writePicture(z, s, now, fields)
	if err = errors.Join(err, z.Close()); err != nil {
		return nil, err
	}
	if n > maxDecoded || file.Len() > maxFile {
		return nil, fmt.Errorf("the picture is too big to be kept on disk (%d MB, %d packed)", n>>20, file.Len()>>20)
	}
	sum := sha256.Sum256(file.Bytes()[maxLabel:])
	line, err := json.Marshal(label{pictureFormat, version(pictureFormat), tenant, n, hex.EncodeToString(sum[:])})
	copy(file.Bytes(), line)
	return file.Bytes(), err
}

// open is the picture in a file and when it was saved.
func open(data []byte, tenant string, later *model.Snapshot) (*model.Snapshot, time.Time, error) {
	l, body, err := unlabel(data, pictureFormat, tenant)
	if err != nil {
		return nil, time.Time{}, err
	}
	if sum := sha256.Sum256(body); hex.EncodeToString(sum[:]) != l.Sum || l.Size < 0 {
		return nil, time.Time{}, errDamaged
	}
	if l.Size > maxDecoded {
		return nil, time.Time{}, errors.New("is far too big")
	}
	doc, err := unpack(body, l.Size)
	if err != nil {
		return nil, time.Time{}, errDamaged
	}
	return decode(doc, later)
}

// decode is the picture in an unpacked document and when it was saved.
func decode(doc []byte, later *model.Snapshot) (*model.Snapshot, time.Time, error) {
	var p picture
	if json.Unmarshal(doc, &p) != nil {
		return nil, time.Time{}, errDamaged
	}
	return p.snapshot(later)
}

// packs is how many times smaller than itself a picture may be packed. A size that
// claims more is not believed before it has come.
const packs = 32

// unpack reads exactly size bytes out of a compressed body.
func unpack(body []byte, size int64) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	out := bytes.NewBuffer(make([]byte, 0, min(size, packs*int64(len(body)))+bytes.MinRead))
	if n, err := io.Copy(out, io.LimitReader(z, size+1)); err != nil || n != size {
		return nil, errors.Join(err, errDamaged)
	}
	return out.Bytes(), nil
}

// spare fails when the file is of a newer daybrief, which would miss it.
func spare(path string) error {
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() {
		return nil //nolint:nilerr // what is not there, or no file, is Write's affair
	}
	f, err := os.Open(path)
	if err != nil {
		return nil //nolint:nilerr // unreadable: not known to be newer
	}
	defer func() { _ = f.Close() }()
	line, err := bufio.NewReader(io.LimitReader(f, maxLabel)).ReadBytes('\n')
	var l label
	if err == nil && json.Unmarshal(line, &l) == nil && l.Version > version(l.Format) {
		return ignored(path, &newerError{l.Version})
	}
	return nil
}
