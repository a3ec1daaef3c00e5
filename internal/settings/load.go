package settings

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"daybrief/internal/ownfile"
	"daybrief/model"
)

// maxFile is how big a configuration may be. A real one has a few KB.
const maxFile = 256 << 10

// Loaded is a configuration file that was read.
type Loaded struct {
	Settings Settings
	File     string
	// Warnings are sentences about what works but should be mended.
	Warnings []string
}

// Load reads and checks a configuration file. It fails with fs.ErrNotExist when
// there is none, with *Problems when its content is at fault, and with an
// *ownfile.Fault when it is no file that should be read.
func (k Kinds) Load(path string) (*Loaded, error) {
	data, mode, err := ownfile.Read(path, maxFile)
	if err != nil {
		return nil, err
	}
	if runtime.GOOS != "windows" && mode.Perm()&0o002 != 0 {
		// It may name a command that daybrief runs.
		return nil, &ownfile.Fault{Path: path, What: "can be changed by every user of this computer", Cure: "run chmod 600 " + path}
	}
	s, err := k.Parse(path, data)
	if err != nil {
		return nil, err
	}
	if runtime.GOOS != "windows" && mode.Perm()&0o020 != 0 && s.runs() {
		return nil, &ownfile.Fault{Path: path, What: fmt.Sprintf("names a command to run and can be changed by others (mode %04o)", mode.Perm()), Cure: "run chmod 600 " + path}
	}
	l := &Loaded{Settings: s, File: path}
	for _, o := range l.Settings.origins() {
		if f := *o.file; f != "" && !filepath.IsAbs(f) && !strings.HasPrefix(f, "~") {
			*o.file = filepath.Join(filepath.Dir(path), f)
		}
	}
	if runtime.GOOS != "windows" && mode.Perm()&0o077 != 0 {
		l.Warnings = append(l.Warnings, fmt.Sprintf("%s can be read by others (mode %04o): run chmod 600 %s", path, mode.Perm(), path))
	}
	return l, nil
}

// runs reports whether the settings name a program that daybrief runs.
func (s Settings) runs() bool {
	for _, o := range s.origins() {
		if len(*o.command) > 0 {
			return true
		}
	}
	return len(s.Notify.Command) > 0
}

// Parse reads the text of a configuration; file is its name in messages.
func (k Kinds) Parse(file string, data []byte) (Settings, error) {
	s := Default()
	probs := &Problems{File: file}
	doc, bad := decode(data)
	if bad != "" {
		probs.add(place{1, 1}, "", bad)
		return s, probs
	}
	var tree map[string]any
	if _, err := toml.Decode(doc, &tree); err != nil {
		at, what := syntax(doc, err)
		probs.add(at, "", what)
		return s, probs
	}
	r := &reader{places: locate(doc), probs: probs, kinds: k}
	r.read(&s, tree)
	r.across(&s)
	return s, probs.orNil()
}

// decode reads UTF-8 and UTF-16, takes off a byte order mark and refuses what is
// no text.
func decode(data []byte) (doc, bad string) {
	doc = strings.TrimPrefix(ownfile.Text(data), "\uFEFF")
	switch {
	case strings.IndexByte(doc, 0) >= 0:
		return "", "the file is not text"
	case !utf8.ValidString(doc):
		return "", "the file is not UTF-8 text; save it as UTF-8"
	}
	return strings.ReplaceAll(doc, "\r\n", "\n"), ""
}

// syntax puts a decoder's error into one sentence with its place. The text of
// the line is never quoted: it may be where somebody pasted a key.
func syntax(doc string, err error) (place, string) {
	var pe toml.ParseError
	if !errors.As(err, &pe) {
		return place{}, "the file can't be read as TOML"
	}
	l := locator{doc: doc, lines: lineStarts(doc)}
	at := l.place(pe.Position.Start)
	what := model.Clean(pe.Message).String()
	if i := at.line - 1; i < len(l.lines) {
		line, _, _ := strings.Cut(doc[l.lines[i]:], "\n")
		if strings.Contains(strings.ToLower(line), "key") || len(what) > 200 {
			what = "this line is not valid TOML; texts need quotes"
		}
	}
	return at, "not valid TOML: " + strings.TrimPrefix(what, "not valid TOML: ")
}

// Missing reports the settings without which no server can be asked, as
// *Problems; nil when all are there.
func (l *Loaded) Missing() error {
	probs := &Problems{File: l.File}
	c := l.Settings.Connection
	if c.Through() { // the secrets may be anywhere, and the token instead of the instance
		return nil
	}
	for _, need := range []struct{ key, value, what string }{
		{"site", c.Site, "the address you open in the browser"},
		{"company", c.Company, "the company id you type when you log in"},
		{"public_key", c.PublicKey, "the public key of the API member"},
		{"client_id", c.ClientID, "the client id from the ConnectWise developer site"},
	} {
		if need.value == "" {
			probs.add(place{}, "connection."+need.key, fmt.Sprintf("%s is missing in [connection]: %s", need.key, need.what))
		}
	}
	return probs.orNil()
}

// IsMissing reports whether the error means that there is no file.
func IsMissing(err error) bool { return errors.Is(err, fs.ErrNotExist) }
