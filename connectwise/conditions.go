package connectwise

import (
	"strconv"
	"strings"
	"time"
)

// Cond is a filter in the API's condition language, built from typed parts so
// that no text can leave its place. The zero Cond matches everything.
type Cond struct {
	text string
	err  error
	or   bool // the text is an "or" of several and needs brackets inside others
	and  bool // it is an "and" of several and needs brackets inside an "or"
}

// String is the condition as it is sent, before percent-encoding; "" when it
// could not be built (see Err).
func (c Cond) String() string {
	if c.err != nil {
		return ""
	}
	return c.text
}

// Err tells why a condition could not be built: a *model.Problem.
func (c Cond) Err() error { return c.err }

// IsZero reports whether the condition matches everything.
func (c Cond) IsZero() bool { return c.text == "" && c.err == nil }

// Field is the name of a property; references use a slash: "board/id".
type Field string

// Is compares with a number or an id.
func (f Field) Is(n int64) Cond { return f.compare("=", strconv.FormatInt(n, 10), nil) }

// IsTrue compares with true or false.
func (f Field) IsTrue(b bool) Cond { return f.compare("=", strconv.FormatBool(b), nil) }

// IsText compares with text, which must hold no quote.
func (f Field) IsText(s string) Cond {
	lit, err := literal(s)
	return f.compare("=", lit, err)
}

// Contains looks for a piece of text, which must hold no quote. The server
// matches any substring.
func (f Field) Contains(s string) Cond {
	lit, err := literal(s)
	return f.compare(" contains ", lit, err)
}

// IsNull matches records without the property.
func (f Field) IsNull() Cond { return f.compare("=", "null", nil) }

// IsNotNull matches records with the property.
func (f Field) IsNotNull() Cond { return f.compare("!=", "null", nil) }

// notSaid matches records that do not say true: false, and nothing at all.
func notSaid(f Field) Cond { return Or(f.IsTrue(false), f.IsNull()) }

// notInOrNone are the conditions of records with another number than these, and of
// those without one; none where all are asked for.
func notInOrNone(f Field, ids []int64) []Cond {
	if len(ids) == 0 {
		return nil
	}
	return []Cond{f.NotIn(ids...), f.IsNull()}
}

// IsNone matches records whose text is none of these; those without one too
// are left out, as SQL does.
func (f Field) IsNone(texts ...string) Cond {
	list := make([]string, len(texts))
	for i, s := range texts {
		lit, err := literal(s)
		if err != nil {
			return Cond{err: err}
		}
		list[i] = lit
	}
	return f.compare(" not in ", "("+strings.Join(list, ",")+")", nil)
}

// After matches times after t; seconds are the finest unit.
func (f Field) After(t time.Time) Cond { return f.moment(">", t) }

// Since matches t and later.
func (f Field) Since(t time.Time) Cond { return f.moment(">=", t) }

// Before matches times before t.
func (f Field) Before(t time.Time) Cond { return f.moment("<", t) }

// In matches any of the numbers; none is an error, since an empty list would
// either fail or match everything.
func (f Field) In(ids ...int64) Cond { return f.oneOf(" in ", ids) }

// NotIn matches any other number; records without one are left out, as SQL does.
func (f Field) NotIn(ids ...int64) Cond { return f.oneOf(" not in ", ids) }

func (f Field) oneOf(op string, ids []int64) Cond {
	if len(ids) == 0 {
		return Cond{err: unsafeCondition("empty-list", "A list of ids to ask for is empty.")}
	}
	var b strings.Builder
	b.WriteByte('(')
	for i, id := range ids {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.FormatInt(id, 10))
	}
	b.WriteByte(')')
	return f.compare(op, b.String(), nil)
}

func (f Field) moment(op string, t time.Time) Cond {
	if t.IsZero() || !sane(t.UTC()) {
		return Cond{err: unsafeCondition("bad-time", "A time to ask for is missing or absurd.")}
	}
	return f.compare(op, "["+t.UTC().Truncate(time.Second).Format("2006-01-02T15:04:05Z")+"]", nil)
}

func (f Field) compare(op, value string, err error) Cond {
	if err == nil && !f.valid() {
		err = unsafeCondition("bad-field", "A field's name holds something other than letters and slashes.")
	}
	if err != nil {
		return Cond{err: err}
	}
	return Cond{text: string(f) + op + value}
}

func (f Field) valid() bool {
	for _, r := range f {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '/') {
			return false
		}
	}
	return f != ""
}

// literal is a string of the condition language. How a quote inside is escaped
// is not documented and clients disagree, so quotes and backslashes are
// refused; a literal bracket is written "[[]" (connectwise-api 3.1).
func literal(s string) (string, error) {
	for _, r := range s {
		switch {
		case r == '"', r == '\'', r == '\\', r == '`', r < ' ', r == 0x7f, r >= 0x80 && r < 0xa0, r == '\u2028', r == '\u2029', r == '\ufffd':
			return "", unsafeCondition("unsafe-text", "ConnectWise cannot be asked for text with quotes, backslashes or control characters.")
		}
	}
	return `"` + strings.ReplaceAll(s, "[", "[[]") + `"`, nil
}

func unsafeCondition(code, what string) error {
	return misconfigured(code, what, "Ask for something simpler.")
}

// And matches what all conditions match.
func And(conds ...Cond) Cond { return join(" and ", conds) }

// Or matches what any of the conditions matches; a zero Cond among them makes
// it match everything.
func Or(conds ...Cond) Cond {
	for _, c := range conds {
		if c.IsZero() {
			return Cond{}
		}
	}
	return join(" or ", conds)
}

func join(word string, conds []Cond) Cond {
	var parts []Cond
	for _, c := range conds {
		if c.err != nil {
			return c
		}
		if !c.IsZero() {
			parts = append(parts, c)
		}
	}
	if len(parts) == 1 {
		return parts[0]
	}
	texts := make([]string, len(parts))
	for i, c := range parts {
		texts[i] = c.text
		if c.or || c.and && word == " or " { // which binds closer is written nowhere
			texts[i] = "(" + c.text + ")"
		}
	}
	several := len(parts) > 1
	return Cond{text: strings.Join(texts, word), or: several && word == " or ", and: several && word == " and "}
}
