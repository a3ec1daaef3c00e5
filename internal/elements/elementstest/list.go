package elementstest

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// vendorPath is ConnectWise's own path of an object; false for what is not
// offered.
func (g *Gateway) vendorPath(object string) (string, bool) {
	parts := strings.Split(object, "/")
	base, documented := map[string]string{
		"incidents": "/service/tickets", "organizations": "/company/companies", "contacts": "/company/contacts",
		"configurations": "/company/configurations", "time-entries": "/time/entries",
	}[parts[0]]
	if !documented && slices.Contains(g.o.Generic, parts[0]) {
		base = map[string]string{
			"schedule-entries": "/schedule/entries", "members": "/system/members", "boards": "/service/boards",
			"priorities": "/service/priorities", "agreements": "/finance/agreements", "activities": "/sales/activities",
		}[parts[0]]
	}
	switch {
	case base == "" || len(parts) > 3:
		return "", false
	case len(parts) == 1:
		return base, true
	case len(parts) == 2:
		return base + "/" + parts[1], true
	}
	child := map[string]string{"comments": "/notes", "configurations": "/configurations", "time-entries": "/timeentries"}[parts[2]]
	return base + "/" + parts[1] + child, parts[0] == "incidents" && child != ""
}

// list answers with a page of a list, or with one record.
func (g *Gateway) list(w http.ResponseWriter, r *http.Request, object, path string) {
	q := r.URL.Query()
	page, size, problem := pageOf(q, g.o.Clamp)
	if problem != "" {
		g.blame("%s: %s", object, problem)
		g.refuse(w, http.StatusBadRequest, problem, "")
		return
	}
	conditions, err := translate(q.Get("where"), g.o.Rename)
	if err != nil {
		g.blame("%s: where=%s: %v", object, q.Get("where"), err)
		g.refuse(w, http.StatusBadRequest, "Invalid where: "+err.Error(), "")
		return
	}
	if ticket, ok := strings.CutSuffix(path, "/timeentries"); ok { // ConnectWise has them in another place
		path, conditions = "/time/entries", `chargeToType="ServiceTicket" and chargeToId=`+ticket[strings.LastIndexByte(ticket, '/')+1:]
	}
	one := strings.Count(object, "/") == 1
	status, body := g.vendor(r.Context(), path, conditions, page, size, one)
	if status != http.StatusOK {
		g.provider(w, status, body)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if one {
		_, _ = w.Write(g.transformed(object, body))
		return
	}
	var rows []json.RawMessage
	if json.Unmarshal(body, &rows) != nil {
		g.refuse(w, http.StatusInternalServerError, "The provider sent no list", "")
		return
	}
	for i := range rows {
		rows[i] = g.transformed(object, rows[i])
	}
	g.headers(w.Header(), len(rows), page, size, q.Get("pageSize"))
	_ = json.NewEncoder(w).Encode(rows) // a caller that is gone needs no answer
}

func pageOf(q url.Values, clamp int) (page, size int, problem string) {
	page, size = 1, clamp
	if t := q.Get("pageSize"); t != "" {
		n, err := strconv.Atoi(t)
		if err != nil || n < 1 {
			return 0, 0, "pageSize is no size"
		}
		size = min(n, clamp)
	}
	if t := q.Get("nextPage"); t != "" {
		n, ok := readToken(t)
		if !ok || q.Get("page") != "" {
			return 0, 0, "nextPage is no token, or page is there as well"
		}
		return n, size, ""
	}
	if t := q.Get("page"); t != "" {
		n, err := strconv.Atoi(t)
		if err != nil || n < 1 {
			return 0, 0, "page is no page"
		}
		page = n
	}
	return page, size, ""
}

func (g *Gateway) headers(h http.Header, rows, page, size int, asked string) {
	if g.o.NoHeaders {
		return
	}
	h.Set("Elements-Request-Id", "5a26fc42e4b03d3a6a701f00")
	h.Set("Elements-Returned-Count", strconv.Itoa(rows))
	if n, err := strconv.Atoi(asked); err == nil && n > size && g.o.Said {
		h.Set("Elements-Error", "The page size was reduced to "+strconv.Itoa(size))
	}
	next := page + 1
	if g.o.SameToken {
		next = 2
	}
	if rows == size || g.o.LastToken && rows > 0 {
		h.Set("elements-next-page-token", token(next, size))
	}
}

// vendor asks the ConnectWise behind the gateway, with the keys stored here.
func (g *Gateway) vendor(ctx context.Context, path, conditions string, page, size int, one bool) (int, []byte) {
	o := g.cw.Options()
	q := url.Values{}
	if !one {
		q.Set("page", strconv.Itoa(page))
		q.Set("pageSize", strconv.Itoa(size))
		q.Set("orderBy", "id asc")
	}
	if strings.HasPrefix(path, "/schedule/") {
		q.Del("orderBy")
	}
	if conditions != "" {
		q.Set("conditions", conditions)
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://demo.example/"+o.Codebase+"apis/3.0"+path+"?"+strings.ReplaceAll(q.Encode(), "+", "%20"), nil)
	if err != nil {
		return http.StatusInternalServerError, nil
	}
	r.SetBasicAuth(o.Company+"+"+o.PublicKey, o.PrivateKey)
	r.Header.Set("clientId", o.ClientID)
	r.Header.Set("Accept", "application/json")
	resp, err := g.send.RoundTrip(r)
	if err != nil {
		return http.StatusBadGateway, nil
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return http.StatusBadGateway, nil
	}
	return resp.StatusCode, body
}

// provider hands a refusal of ConnectWise's on.
func (g *Gateway) provider(w http.ResponseWriter, status int, body []byte) {
	var said struct{ Message string }
	_ = json.Unmarshal(body, &said) // some refusals are plain text
	if said.Message == "" {
		said.Message = "ConnectWise answered " + strconv.Itoa(status)
	}
	g.refuse(w, status, "Request failed", said.Message)
}

// transformed renames the fields of a ticket, as a transformation does.
func (g *Gateway) transformed(object string, row []byte) []byte {
	if len(g.o.Rename) == 0 || !strings.HasPrefix(object, "incidents") || strings.Count(object, "/") > 1 {
		return row
	}
	var doc map[string]json.RawMessage
	if json.Unmarshal(row, &doc) != nil {
		return row
	}
	for from, to := range g.o.Rename {
		if v, ok := doc[from]; ok {
			delete(doc, from)
			doc[to] = v
		}
	}
	var b bytes.Buffer
	_ = json.NewEncoder(&b).Encode(doc) // it has just been decoded
	return b.Bytes()
}
