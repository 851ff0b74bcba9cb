select	1,
		{{ nope( }}
