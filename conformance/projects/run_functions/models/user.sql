select {{ function('scaled') }}(21) as x, {{ function('noted') }}('q') as n
