select {{ nothing_here(
