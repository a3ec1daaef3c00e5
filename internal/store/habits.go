package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"daybrief/internal/ownfile"
)

// maxHabits is how big the file of habits may be.
const maxHabits = 64 << 10

const habitsFormat = "daybrief habits"

// LoadHabits reads what was chosen on screen into h (a pointer to a struct with
// JSON tags). It leaves h alone when there is nothing, or nothing that can be
// used; an *Ignored says why.
func (s *Store) LoadHabits(h any) error {
	data, err := read(s.habits, maxHabits)
	if data == nil {
		return err
	}
	_, rest, err := unlabel(data, habitsFormat, s.tenant)
	if err != nil {
		return ignored(s.habits, err)
	}
	if err := json.Unmarshal(bytes.TrimSpace(rest), h); err != nil {
		return ignored(s.habits, errDamaged)
	}
	return nil
}

// SaveHabits writes them, whole or not at all. A file of a later daybrief is
// left alone.
func (s *Store) SaveHabits(h any) error {
	if err := spare(s.habits); err != nil {
		return err
	}
	line, err := json.Marshal(label{Format: habitsFormat, Version: version, Tenant: s.tenant})
	if err != nil {
		return err
	}
	body, err := json.Marshal(h)
	if err != nil {
		return err
	}
	out := append(append(append(line, '\n'), body...), '\n')
	if len(out) > maxHabits {
		return errors.New("the choices are too long to be kept")
	}
	if err := ownfile.Write(s.habits, out, ownfile.Options{OwnFolder: true}); err != nil {
		return fmt.Errorf("the choices are not kept: %w", err)
	}
	return nil
}
