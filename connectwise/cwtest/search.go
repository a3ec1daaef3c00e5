package cwtest

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
)

// search is a list whose conditions come in the body.
func (c *call) search(pattern string) {
	if !strings.HasPrefix(c.r.Header.Get("Content-Type"), "application/json") {
		c.refuse(plainText(http.StatusUnsupportedMediaType, "Unsupported media type"))
		return
	}
	q, ref := readQuery(c.r)
	if ref == nil && (q.conditions != "" || q.orderBy != "" || q.children != "") {
		ref = badQuery("conditions", "conditions and orderBy of a search belong into its body")
	}
	if ref != nil {
		c.refuse(ref)
		return
	}
	raw, err := io.ReadAll(io.LimitReader(c.r.Body, 1<<20))
	var body map[string]string
	if err == nil {
		err = json.Unmarshal(raw, &body)
	}
	if err != nil {
		c.refuse(badQuery("body", "the body is not an object of strings"))
		return
	}
	for name, v := range body {
		switch strings.ToLower(name) {
		case "conditions":
			q.conditions = v
		case "orderby":
			q.orderBy = v
		case "childconditions":
			q.children = v
		case "customfieldconditions":
			q.custom = v
		default:
			c.refuse(badQuery(name, "'"+name+"' is not part of a search"))
			return
		}
	}
	if strings.HasPrefix(pattern, "/service/") {
		listWith(c, c.s.shapes.service, c.s.records.tickets(c.now, false, false), q)
		return
	}
	listWith(c, c.s.shapes.project, c.s.records.tickets(c.now, true, false), q)
}
