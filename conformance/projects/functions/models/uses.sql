select {{ function('double_it') }}(2) as four, {{ function('funs', 'triple_it') }}(2) as six
