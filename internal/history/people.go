package history

import (
	"context"
	"database/sql"
	"errors"
	"hash/fnv"
	"strings"

	"daybrief/model"
)

// Contact is a contact that a ticket has named.
type Contact struct {
	ID          model.ContactID
	Name        model.Text
	Email       model.Text
	Phone       model.Text
	CompanyID   model.CompanyID
	CompanyName model.Text
}

// Contacts finds contacts by parts of their name, address, phone number or
// company; all words must be found.
func (db *DB) Contacts(ctx context.Context, words string, limit int) ([]Contact, error) {
	var where []string
	var args []any
	for _, w := range strings.Fields(words) {
		where = append(where, `(name || ' ' || email || ' ' || phone || ' ' || company) LIKE ? ESCAPE '\'`)
		args = append(args, "%"+strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(w)+"%")
	}
	if len(where) == 0 || len(where) > maxTerms {
		return nil, nil
	}
	rows, err := db.read.QueryContext(ctx, "SELECT id, name, email, phone, company_id, company FROM contact WHERE "+
		strings.Join(where, " AND ")+" ORDER BY name, id LIMIT ?", append(args, limit)...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var out []Contact
	for rows.Next() {
		var c Contact
		if err := rows.Scan(&c.ID, text{&c.Name}, text{&c.Email}, text{&c.Phone}, &c.CompanyID, text{&c.CompanyName}); err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, rows.Err()
}

// PutCompanies keeps companies in their latest state; one that is unchanged
// costs nothing.
func (db *DB) PutCompanies(ctx context.Context, list []model.Company) error {
	known := map[int64]int64{}
	rows, err := db.read.QueryContext(ctx, "SELECT id, hash FROM company")
	if err != nil {
		return err
	}
	for rows.Next() {
		var id, hash int64
		if err = rows.Scan(&id, &hash); err != nil {
			break
		}
		known[id] = hash
	}
	if err := firstOf(err, rows.Err(), rows.Close()); err != nil {
		return err
	}
	var news []model.Company
	for _, c := range list {
		if hash, ok := known[int64(c.ID)]; !ok || hash != companyPrint(c) {
			news = append(news, c)
		}
	}
	if len(news) == 0 {
		return nil
	}
	return db.within(ctx, func(tx *sql.Tx) error {
		for _, c := range news {
			if _, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO company (id, code, name, city, phone, hash) VALUES (?,?,?,?,?,?)",
				int64(c.ID), c.Identifier.String(), c.Name.String(), c.City.String(), c.Phone.String(), companyPrint(c)); err != nil {
				return err
			}
		}
		return nil
	})
}

func companyPrint(c model.Company) int64 {
	h := fnv.New64a()
	for _, t := range []model.Text{c.Identifier, c.Name, c.City, c.Phone} {
		_, _ = h.Write([]byte(t.String() + "\x00"))
	}
	return int64(h.Sum64())
}

// CompanyNamed is the company with a name or identifier, whatever their case;
// false when there is none.
func (db *DB) CompanyNamed(ctx context.Context, name string) (id model.CompanyID, ok bool, err error) {
	for _, from := range []string{"SELECT id FROM company WHERE name = ?1 COLLATE NOCASE OR code = ?1 COLLATE NOCASE LIMIT 1",
		"SELECT company_id FROM ticket WHERE company = ?1 COLLATE NOCASE OR company_code = ?1 COLLATE NOCASE LIMIT 1"} {
		err = db.read.QueryRowContext(ctx, from, name).Scan(&id)
		if err == nil || !errors.Is(err, sql.ErrNoRows) {
			return id, err == nil && id > 0, err
		}
	}
	return 0, false, nil
}
