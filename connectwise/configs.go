package connectwise

import (
	"context"
	"strconv"

	"daybrief/model"
)

// ConfigService reads configuration items, such as devices
// (/company/configurations).
type ConfigService struct{ c *Client }

const (
	// mostConfigs is how many of a ticket's devices are listed: one page. A
	// ticket that has more is about a whole site and not about its devices.
	mostConfigs = 250
	// mostNamed is how many of those are looked up: what fits into one URL,
	// and more than anybody reads beside a ticket.
	mostNamed = 50
)

type configRefWire struct {
	ID               num
	DeviceIdentifier str `wire:"shown"`
}

type configWire struct {
	ID                     num
	Name                   str       `wire:"shown"`
	Type, Contact          reference `wire:"shown"`
	TagNumber              str       `wire:"shown"`
	SerialNumber           str       `wire:"shown"`
	LastLoginName          str       `wire:"shown"`
	WarrantyExpirationDate moment    `wire:"shown"`
	ActiveFlag             flag
}

// OfTicket lists the devices of a service ticket by id; project tickets have no
// such list. It costs one request when there are none and else two, whatever
// their number: only the first 50 are looked up, and Capped says that there are
// more than 250. When the list can be read and the devices themselves can't, the
// devices come together with the error, named as the ticket names them.
func (s ConfigService) OfTicket(ctx context.Context, id model.TicketID) (Page[model.Configuration], error) {
	refs, err := onePage(ctx, s.c, listing[configRefWire, model.Configuration]{
		op: "list the devices of a ticket", path: "/service/tickets/" + strconv.FormatInt(int64(id), 10) + "/configurations",
		paging: numbered, size: mostConfigs, fields: configRefFields, conds: []Cond{{}},
		id: func(w *configRefWire) int64 { return int64(w.ID) },
		record: func(w *configRefWire) (model.Configuration, bool) {
			return model.Configuration{ID: model.ConfigurationID(w.ID), Name: clean(w.DeviceIdentifier)}, w.ID > 0
		},
	})
	if err != nil || len(refs.Items) == 0 {
		return refs, err
	}
	named, err := s.byID(ctx, refs.Items[:min(len(refs.Items), mostNamed)])
	known := make(map[model.ConfigurationID]model.Configuration, len(named.Items))
	for _, c := range named.Items {
		known[c.ID] = c
	}
	for i, ref := range refs.Items {
		if c, there := known[ref.ID]; there {
			if c.Name.IsEmpty() {
				c.Name = ref.Name
			}
			refs.Items[i] = c
		}
	}
	refs.Skipped += named.Skipped
	return refs, err
}

func (s ConfigService) byID(ctx context.Context, refs []model.Configuration) (Page[model.Configuration], error) {
	ids := make([]int64, len(refs))
	for i, r := range refs {
		ids[i] = int64(r.ID)
	}
	return onePage(ctx, s.c, listing[configWire, model.Configuration]{
		op: "list devices", path: string(ListConfigs), paging: numbered, size: mostNamed, fields: configFields,
		conds:  []Cond{Field("id").In(ids...)},
		id:     func(w *configWire) int64 { return int64(w.ID) },
		record: func(w *configWire) (model.Configuration, bool) { return w.config(), true },
	})
}

// onePage reads the first page of a list and no other; Capped says that others
// follow.
func onePage[W, M any](ctx context.Context, c *Client, l listing[W, M]) (Page[M], error) {
	w := walk[W, M]{c: c, l: &l, cond: l.conds[0], seen: map[int64]struct{}{}, page: 1}
	p, err := w.step(ctx, &room[W]{})
	p.Capped = p.Capped || !w.done
	return p, err
}

func (w *configWire) config() model.Configuration {
	return model.Configuration{
		ID: model.ConfigurationID(w.ID), Name: clean(w.Name), Type: clean(w.Type.Name), Tag: clean(w.TagNumber), Serial: clean(w.SerialNumber),
		Contact: clean(w.Contact.Name), Login: clean(w.LastLoginName), Warranty: calendarDay(w.WarrantyExpirationDate),
		Inactive: w.ActiveFlag.given() && !w.ActiveFlag.on(),
	}
}
