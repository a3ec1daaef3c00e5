package connectwise

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkTicketPage decodes, maps and cleans a page of 1,000 tickets with
// all fields that are asked for, one in twenty of them hostile.
func BenchmarkTicketPage(b *testing.B) {
	plain := strings.ReplaceAll(strings.Replace(fullTicket, `Printer \u001b[31mon fire\u202e`, "Printer does not print since this morning", 1), "\n", "")
	plain = strings.Replace(plain, `"mergedParentTicket":{"id":99},`, "", 1)
	hostile := strings.ReplaceAll(fullTicket, "\n", "")
	parts := make([]string, 1000)
	for i := range parts {
		doc := plain
		if i%20 == 0 {
			doc = hostile
		}
		parts[i] = strings.Replace(doc, `"id":4711`, fmt.Sprintf(`"id":%d`, 10000+i), 1)
	}
	body := []byte("[" + strings.Join(parts, ",") + "]")
	m := ticketMapper{now: testNow(), goals: true}
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		ws, _, err := decodeList[ticketWire](&reply{body: body})
		if err != nil || len(ws) != 1000 {
			b.Fatal(err)
		}
		for i := range ws {
			if tk, ok := m.ticket(&ws[i]); !ok || tk.ID == 0 {
				b.Fatal("lost")
			}
		}
	}
}
