{{/* The silo's file of settings. Secrets are not in it: it names the files that hold them. */}}
{{- define "feishu-orleans.configuration" -}}
{{- $cluster := merge (dict "SiloPort" 11111 "GatewayPort" 30000) (.Values.settings.Cluster | default dict) }}
{{- $own := dict
      "urls" "http://*:8080"
      "Storage" (dict "Provider" .Values.storage.provider)
      "Secrets" (include "feishu-orleans.masterKeys" . | fromJson)
      "Cluster" $cluster
      "Api" (dict "Keys" (include "feishu-orleans.apiKeys" . | fromJson)) }}
{{- if .Values.accounts }}
{{- $_ := set $own "Accounts" (include "feishu-orleans.accounts" . | fromJson) }}
{{- end }}
{{- range $section, $keys := omit .Values.settings "Cluster" }}
{{- if $keys }}{{ $_ := set $own $section $keys }}{{ end }}
{{- end }}
{{- toPrettyJson $own }}
{{- end }}

{{- define "feishu-orleans.masterKeys" -}}
{{- $keys := dict "MasterKeyFile" "/etc/feishu-orleans/secrets/master-key" }}
{{- if include "feishu-orleans.hasOtherMasterKey" . }}
{{- $_ := set $keys "OtherMasterKeyFile" "/etc/feishu-orleans/secrets/other-master-key" }}
{{- end }}
{{- toJson $keys }}
{{- end }}

{{- define "feishu-orleans.hasOtherMasterKey" -}}
{{- if or .Values.otherMasterKey.value .Values.otherMasterKey.existingSecret }}true{{ end }}
{{- end }}

{{/* What pods are started anew for: not for the revision alone, which grows with every upgrade. */}}
{{- define "feishu-orleans.configurationSum" -}}
{{- regexReplaceAll `"Revision": [0-9]+` (include "feishu-orleans.configuration" .) "" | sha256sum }}
{{- end }}

{{- define "feishu-orleans.apiKeys" -}}
{{- $keys := dict }}
{{- range $name, $key := .Values.api.keys }}
{{- $_ := set $keys $name (dict "Sha256" $key.sha256 "Scopes" $key.scopes) }}
{{- end }}
{{- toJson $keys }}
{{- end }}

{{- define "feishu-orleans.accounts" -}}
{{- $accounts := dict "Revision" (.Values.accountsRevision | default .Release.Revision) }}
{{- range $id, $account := .Values.accounts }}
{{- $files := include "feishu-orleans.accountFiles" (dict "id" $id "account" $account) | fromJson }}
{{- $folder := printf "/etc/feishu-orleans/secrets/accounts/%s" $id }}
{{- $declared := dict "AppId" $account.appId "AppSecretFile" (printf "%s/app-secret" $folder) "Enabled" (dig "enabled" true $account) }}
{{- with $account.domain }}{{ $_ := set $declared "Domain" . }}{{ end }}
{{- if $account.webhook }}
{{- $webhook := dict "Url" $account.webhook.url }}
{{- if hasKey $files "webhook-secret" }}{{ $_ := set $webhook "SecretFile" (printf "%s/webhook-secret" $folder) }}{{ end }}
{{- if hasKey $files "encrypt-key" }}{{ $_ := set $webhook "EncryptKeyFile" (printf "%s/encrypt-key" $folder) }}{{ end }}
{{- $_ := set $declared "Webhook" $webhook }}
{{- end }}
{{- $_ := set $accounts $id $declared }}
{{- end }}
{{- toJson $accounts }}
{{- end }}

{{/* Which secrets an account has, and under which key of its Secret: file name to key. The last is read as a variable. */}}
{{- define "feishu-orleans.accountFiles" -}}
{{- $keys := merge (dict) (.account.secretKeys | default dict) (dict "appSecret" "app-secret") }}
{{- $webhook := .account.webhook | default dict }}
{{- $given := dict "app-secret" .account.appSecret "webhook-secret" $webhook.secret "encrypt-key" $webhook.encryptKey "verification-token" $webhook.verificationToken }}
{{- $existing := dict "app-secret" $keys.appSecret "webhook-secret" $keys.webhookSecret "encrypt-key" $keys.encryptKey "verification-token" $keys.verificationToken }}
{{- $files := dict }}
{{- $id := .id }}
{{- if .account.existingSecret }}
{{- range $file, $key := $existing }}{{ if $key }}{{ $_ := set $files $file $key }}{{ end }}{{ end }}
{{- else }}
{{- range $file, $value := $given }}{{ if $value }}{{ $_ := set $files $file (printf "%s.%s" $id $file) }}{{ end }}{{ end }}
{{- end }}
{{- toJson $files }}
{{- end }}

{{/* What the chart's own Secret holds: what was given as a value. */}}
{{- define "feishu-orleans.ownSecrets" -}}
{{- $own := dict }}
{{- with .Values.storage.connectionString.value }}{{ $_ := set $own "connection-string" . }}{{ end }}
{{- with .Values.clientKey.value }}{{ $_ := set $own "client-key" . }}{{ end }}
{{- with .Values.masterKey.value }}{{ $_ := set $own "master-key" . }}{{ end }}
{{- with .Values.otherMasterKey.value }}{{ $_ := set $own "other-master-key" . }}{{ end }}
{{- range $id, $account := .Values.accounts }}
{{- $webhook := $account.webhook | default dict }}
{{- with $account.appSecret }}{{ $_ := set $own (printf "%s.app-secret" $id) . }}{{ end }}
{{- with $webhook.secret }}{{ $_ := set $own (printf "%s.webhook-secret" $id) . }}{{ end }}
{{- with $webhook.encryptKey }}{{ $_ := set $own (printf "%s.encrypt-key" $id) . }}{{ end }}
{{- with $webhook.verificationToken }}{{ $_ := set $own (printf "%s.verification-token" $id) . }}{{ end }}
{{- end }}
{{- toJson $own }}
{{- end }}
