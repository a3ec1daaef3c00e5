package elementstest

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// translate turns a condition of the gateway's language into ConnectWise's. It
// knows what is documented and refuses the rest.
func translate(where string, rename map[string]string) (string, error) {
	var out []string
	for s := strings.TrimSpace(where); s != ""; {
		cond, rest, err := condition(s, rename)
		if err != nil {
			return "", err
		}
		out = append(out, cond)
		if s = strings.TrimSpace(rest); s == "" {
			break
		}
		next, ok := strings.CutPrefix(s, "AND ")
		if !ok {
			return "", fmt.Errorf("after a condition: %q", s)
		}
		s = strings.TrimSpace(next)
	}
	return strings.Join(out, " and "), nil
}

func condition(s string, rename map[string]string) (cond, rest string, err error) {
	m := regexp.MustCompile(`^([A-Za-z_][A-Za-z0-9_.]*)\s*(>=|<=|!=|=|<|>| IN )\s*`).FindStringSubmatch(s)
	if m == nil {
		return "", "", fmt.Errorf("no comparison in %q", s)
	}
	field, op := vendorField(m[1], rename), strings.ToLower(strings.TrimSpace(m[2]))
	s = s[len(m[0]):]
	if op == "in" {
		list, after, ok := strings.Cut(s, ")")
		if !ok || !strings.HasPrefix(list, "(") {
			return "", "", errors.New("IN without a list")
		}
		for _, n := range strings.Split(list[1:], ",") {
			if _, err := strconv.ParseInt(strings.TrimSpace(n), 10, 64); err != nil {
				return "", "", fmt.Errorf("%q in a list of numbers", n)
			}
		}
		return field + " in " + list + ")", after, nil
	}
	value, rest, err := literal(s)
	return field + op + value, rest, err
}

func vendorField(name string, rename map[string]string) string {
	for from, to := range rename {
		if name == to || strings.HasPrefix(name, to+".") {
			name = from + strings.TrimPrefix(name, to)
		}
	}
	return strings.ReplaceAll(name, ".", "/")
}

// literal reads a number or a quoted text, in which a quote is doubled.
func literal(s string) (value, rest string, err error) {
	if s == "" {
		return "", "", errors.New("nothing to compare with")
	}
	if s[0] != '\'' {
		word, rest, _ := strings.Cut(s, " ")
		if _, err := strconv.ParseInt(word, 10, 64); err != nil {
			return "", "", fmt.Errorf("%q is neither quoted nor a number", word)
		}
		return word, rest, nil
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		if s[i] != '\'' {
			b.WriteByte(s[i])
			continue
		}
		if i+1 < len(s) && s[i+1] == '\'' {
			b.WriteByte('\'')
			i++
			continue
		}
		return vendorLiteral(b.String()), s[i+1:], nil
	}
	return "", "", errors.New("a quote is not closed")
}

func vendorLiteral(text string) string {
	if slices.Contains([]string{"true", "false"}, text) {
		return strings.ToUpper(text[:1]) + text[1:]
	}
	if _, err := time.Parse(time.RFC3339, text); err == nil {
		return "[" + text + "]"
	}
	return `"` + text + `"`
}
