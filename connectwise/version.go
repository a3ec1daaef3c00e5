package connectwise

import "sync"

// version is what has been learnt of the server's release, and so of the fields
// that it knows. It is safe for use by several goroutines at once.
type version struct {
	mu          sync.Mutex
	release     release // from /system/info, else from discovery
	negotiated  release // from /system/info only: what Accept asks for
	goalsGone   bool    // the server refused the goal fields whatever its release
	closingGone bool    // and so those of activities that were closed
}

// learn remembers the server's release. Only /system/info settles what Accept
// asks for; companyinfo's word is used for the choice of fields until then.
func (v *version) learn(name string, fromInfo bool) {
	r := parseRelease(name)
	v.mu.Lock()
	defer v.mu.Unlock()
	if fromInfo {
		v.negotiated = r
	}
	if r.known() && (fromInfo || !v.negotiated.known()) {
		if r != v.release {
			v.goalsGone, v.closingGone = false, false // another release may know them
		}
		v.release = r
	}
}

// name is the release as far as it is known, "" for none.
func (v *version) name() string {
	v.mu.Lock()
	defer v.mu.Unlock()
	if !v.release.known() {
		return ""
	}
	return v.release.String()
}

// hasGoals reports whether to ask for the goal fields.
func (v *version) hasGoals() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return !v.goalsGone && v.release.hasGoals()
}

// forgetGoals stops asking for the goal fields after the server refused them.
func (v *version) forgetGoals() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.goalsGone = true
}

// hasClosing reports whether to ask when activities were closed.
func (v *version) hasClosing() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return !v.closingGone && v.release.hasClosing()
}

// forgetClosing stops asking for that after the server refused it.
func (v *version) forgetClosing() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.closingGone = true
}

// accept is the Accept header: the vendor's type with the release of the
// server's own, or plain JSON while that is unknown, since what a server does
// with a release newer than itself is not documented (connectwise-api 2.4).
func (v *version) accept() string {
	v.mu.Lock()
	defer v.mu.Unlock()
	if !v.negotiated.known() {
		return "application/json"
	}
	return "application/vnd.connectwise.com+json; version=" + v.negotiated.String()
}
