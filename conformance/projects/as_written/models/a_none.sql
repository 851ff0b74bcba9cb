{{ config(alias='q26') }} select {{ none }}
