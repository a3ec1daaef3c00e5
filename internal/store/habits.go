package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"daybrief/internal/ownfile"
)

// maxHabits is how big the file of habits may be.
const maxHabits = 64 << 10

const habitsFormat = "daybrief habits"

// LoadHabits reads what was chosen on screen into h (a pointer to a struct with
// JSON tags). It leaves h alone when there is nothing, or nothing that can be
// used; an *Ignored says why.
func (s *Store) LoadHabits(h any) error { return s.load(s.habits, habitsFormat, maxHabits, h) }

// SaveHabits writes them, whole or not at all. A file of a later daybrief is
// left alone.
func (s *Store) SaveHabits(h any) error {
	return s.save(s.habits, habitsFormat, "choices", maxHabits, h)
}

const absentFormat = "daybrief absent objects"

// LoadAbsent reads which objects a gateway was found to lack, and when. There is
// none when the file can't be used.
func (s *Store) LoadAbsent() (objects map[string]time.Time, err error) {
	err = s.load(s.absent, absentFormat, maxHabits, &objects)
	return objects, err
}

// SaveAbsent writes them, whole or not at all.
func (s *Store) SaveAbsent(objects map[string]time.Time) error {
	return s.save(s.absent, absentFormat, "gateway's missing objects", maxHabits, objects)
}

// maxUsage is how big the file of product usage may be: 10,000 clients with five
// events on 31 days are 4 MB.
const maxUsage = 16 << 20

const usageFormat = "daybrief product usage"

// LoadUsage reads what was last learnt about product usage into u (a pointer to a
// struct that JSON can be read into). It leaves u alone when there is nothing, or
// nothing that can be used; an *Ignored says why. What it reads is as untrusted as
// a reply.
func (s *Store) LoadUsage(u any) error { return s.load(s.usage, usageFormat, maxUsage, u) }

// SaveUsage writes it, whole or not at all. A file of a later daybrief is left
// alone.
func (s *Store) SaveUsage(u any) error {
	return s.save(s.usage, usageFormat, "numbers of product usage", maxUsage, u)
}

// load reads a labelled file of at most so many bytes.
func (s *Store) load(path, format string, most int, into any) error {
	data, err := read(path, int64(most))
	if data == nil {
		return err
	}
	_, rest, err := unlabel(data, format, s.tenant)
	if err != nil {
		return ignored(path, err)
	}
	if err := json.Unmarshal(bytes.TrimSpace(rest), into); err != nil {
		return ignored(path, errDamaged)
	}
	return nil
}

func (s *Store) save(path, format, noun string, most int, v any) error {
	if err := spare(path); err != nil {
		return err
	}
	line, err := json.Marshal(label{Format: format, Version: version(format), Tenant: s.tenant})
	if err != nil {
		return err
	}
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	out := append(append(append(line, '\n'), body...), '\n')
	if len(out) > most {
		return fmt.Errorf("the %s are too long to be kept", noun)
	}
	if err := ownfile.Write(path, out, ownfile.Options{OwnFolder: true}); err != nil {
		return fmt.Errorf("the %s are not kept: %w", noun, err)
	}
	return nil
}
