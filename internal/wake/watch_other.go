//go:build !linux

package wake

import (
	"context"
	"time"
)

func watch(ctx context.Context, tell func()) { looks(ctx, tell, time.Now) }
