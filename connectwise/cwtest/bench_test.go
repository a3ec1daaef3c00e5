package cwtest

import (
	"io"
	"net/http"
	"testing"
	"time"
)

func BenchmarkNew(b *testing.B) {
	for name, size := range map[string]Size{"small": Small, "middle": Middle, "large": Large} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				New(Options{Seed: 7, Size: size, Now: noon})
			}
		})
	}
}

const reduced = "id,summary,board/id,board/name,status/id,status/name,company/id,company/identifier,company/name,contact/id,contact/name," +
	"owner/id,owner/identifier,owner/name,resources,priority/id,priority/name,priority/sort,priority/level,severity,impact,team/id," +
	"closedFlag,closedDate,requiredDate,customerUpdatedFlag,isInSla,sla/name,slaStatus,dateResponded,dateResplan,dateResolved," +
	"respondByGoalUTC,resplanGoalUTC,resolutionGoalUTC,_info/lastUpdated,_info/dateEntered"

func BenchmarkList1000(b *testing.B) {
	s := New(Options{Seed: 7, Size: Large, Now: noon})
	client := &http.Client{Transport: s.Transport()}
	for name, query := range map[string]string{"reduced": "?pageSize=1000&orderBy=id+asc&fields=" + reduced, "full": "?pageSize=1000&orderBy=id+asc",
		"ids": "?pageSize=1000&orderBy=id+asc&fields=id"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				req, _ := http.NewRequest(http.MethodGet, "https://api.example/v2026_4/apis/3.0/service/tickets"+query, nil)
				req.SetBasicAuth(DemoCompany+"+"+DemoPublicKey, DemoPrivateKey)
				req.Header.Set("clientId", DemoClientID)
				resp, err := client.Do(req)
				if err != nil {
					b.Fatal(err)
				}
				n, _ := io.Copy(io.Discard, resp.Body)
				_ = resp.Body.Close()
				b.SetBytes(n)
			}
		})
	}
}

func BenchmarkADay(b *testing.B) {
	for name, size := range map[string]Size{"middle": Middle, "large": Large} {
		b.Run(name, func(b *testing.B) {
			s := New(Options{Seed: 7, Size: size, Now: noon})
			now := noon()
			for b.Loop() {
				now = now.Add(24 * time.Hour)
				s.future.advance(now.Unix())
			}
		})
	}
}
