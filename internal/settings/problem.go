package settings

import (
	"fmt"
	"slices"
	"strings"

	"daybrief/model"
)

// Problem is one fault of a configuration file.
type Problem struct {
	Line, Col int    // from 1; 0 when the fault has no place (a key is missing)
	Key       string // dotted path, cleaned; may be empty
	What      string // a sentence without its full stop
}

// Problems are all the faults that were found in one file, in the order of the
// file. It is an error; errors.As finds a *model.Problem of kind Misconfigured
// in it.
type Problems struct {
	File string
	List []Problem
}

// Error lists the faults, one a line: "FILE:LINE:COL: what is wrong".
func (p *Problems) Error() string {
	lines := make([]string, len(p.List))
	for i, f := range p.List {
		lines[i] = model.Clean(p.where(f) + f.What + ".").String()
	}
	return strings.Join(lines, "\n")
}

func (p *Problems) where(f Problem) string {
	if f.Line == 0 {
		return p.File + ": "
	}
	return fmt.Sprintf("%s:%d:%d: ", p.File, f.Line, f.Col)
}

// Unwrap gives the kind that exit codes and screens switch on.
func (p *Problems) Unwrap() error {
	return &model.Problem{Kind: model.Misconfigured, Code: "settings", What: model.Clean(p.Error())}
}

func (p *Problems) add(at place, key, what string) {
	p.List = append(p.List, Problem{at.line, at.col, model.Clean(key).String(), what})
}

// orNil sorts by place and is nil when there is no fault.
func (p *Problems) orNil() error {
	if len(p.List) == 0 {
		return nil
	}
	slices.SortStableFunc(p.List, func(a, b Problem) int {
		// What has no place comes last.
		if (a.Line == 0) != (b.Line == 0) {
			return b.Line - a.Line
		}
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Col - b.Col
	})
	const most = 20 // a file of the wrong kind has thousands
	if n := len(p.List); n > most {
		p.List = append(p.List[:most], Problem{What: fmt.Sprintf("and %d more faults", n-most)})
	}
	return p
}
