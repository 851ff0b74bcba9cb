{{ config(volatility='stable', alias='times_three') }}
select {{ function('double_it') }}(x) + x
