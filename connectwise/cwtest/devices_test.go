package cwtest

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// Some tickets are about devices, most about none, and each list of a ticket
// names devices of its own company.
func TestDevicesOfTickets(t *testing.T) {
	t.Parallel()
	s := testServer(t, Options{Size: Small})
	_, body := ask(t, s, "/service/tickets?pageSize=150&fields=id,company/id&orderBy=id&conditions=closedFlag=false%20and%20id>0")
	sizes := map[int]int{}
	tickets := rows(t, body)
	for _, tk := range tickets {
		path := fmt.Sprintf("/service/tickets/%.0f/configurations", tk["id"])
		_, body := ask(t, s, path+"?fields=id,deviceIdentifier&orderBy=id%20asc&page=1&pageSize=250")
		refs := rows(t, body)
		sizes[len(refs)]++
		if len(refs) == 0 {
			continue
		}
		var ids []string
		for _, r := range refs {
			if r["deviceIdentifier"] == nil || len(r) != 2 {
				t.Errorf("%s: %v", path, r)
			}
			ids = append(ids, fmt.Sprintf("%.0f", r["id"]))
		}
		_, body = ask(t, s, "/company/configurations?orderBy=id&fields=id,name,type/name,company/id&conditions=id%20in%20("+strings.Join(ids, ",")+")")
		devices := rows(t, body)
		if len(devices) != len(refs) {
			t.Errorf("%s: %d devices for %d references", path, len(devices), len(refs))
		}
		for _, d := range devices {
			if fmt.Sprint(d["company"]) != fmt.Sprint(tk["company"]) || d["type"] == nil {
				t.Errorf("%v on a ticket of %v", d, tk["company"])
			}
		}
	}
	n := len(tickets)
	if sizes[0] < n/3 || sizes[1] < n/5 || sizes[0]+sizes[1] == n || sizes[8] == 0 {
		t.Errorf("of %d tickets so many have so many devices: %v", n, sizes)
	}
	if r := s.Refused(); len(r) != 0 {
		t.Errorf("refused: %v", r)
	}
}

func TestNoDevicesOfProjectTickets(t *testing.T) {
	t.Parallel()
	s := testServer(t, Options{})
	_, body := ask(t, s, "/project/tickets?pageSize=1&fields=id&orderBy=id")
	path := fmt.Sprintf("/project/tickets/%.0f/configurations", rows(t, body)[0]["id"])
	if resp, _ := ask(t, s, path); resp.StatusCode != http.StatusNotFound || len(s.Refused()) != 1 {
		t.Errorf("%s: %d, refused %v", path, resp.StatusCode, s.Refused())
	}
	for _, path := range []string{"/company/configurations?fields=userName", "/service/tickets/1/configurations?fields=name"} {
		if resp, _ := ask(t, s, path); resp.StatusCode < 400 {
			t.Errorf("%s: %d", path, resp.StatusCode)
		}
	}
}
