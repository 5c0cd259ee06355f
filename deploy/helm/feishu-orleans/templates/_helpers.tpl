{{- define "feishu-orleans.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 40 | trimSuffix "-" }}
{{- end }}

{{/* At most 40 characters, so that every suffix fits into the 63 of a label. */}}
{{- define "feishu-orleans.fullname" -}}
{{- $name := include "feishu-orleans.name" . }}
{{- $full := contains $name .Release.Name | ternary .Release.Name (printf "%s-%s" .Release.Name $name) }}
{{- .Values.fullnameOverride | default $full | trunc 40 | trimSuffix "-" }}
{{- end }}

{{- define "feishu-orleans.selector" -}}
app.kubernetes.io/name: {{ include "feishu-orleans.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "feishu-orleans.siloSelector" -}}
{{ include "feishu-orleans.selector" . }}
app.kubernetes.io/component: silo
{{- end }}

{{/* What the gateway lets in: pods of the release that run feishuctl. */}}
{{- define "feishu-orleans.clientSelector" -}}
{{ include "feishu-orleans.selector" . }}
app.kubernetes.io/component: feishuctl
{{- end }}

{{- define "feishu-orleans.labels" -}}
{{ include "feishu-orleans.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{/* Takes image and chart. */}}
{{- define "feishu-orleans.image" -}}
{{- if .image.digest }}{{ .image.repository }}@{{ .image.digest }}
{{- else }}{{ .image.repository }}:{{ .image.tag | default .chart.AppVersion }}
{{- end }}
{{- end }}

{{/* A key of a Secret. Takes root, source and the key it has in the chart's own Secret. */}}
{{- define "feishu-orleans.secretKeyRef" -}}
{{- if .source.existingSecret -}}
name: {{ .source.existingSecret }}
key: {{ .source.key }}
{{- else -}}
name: {{ include "feishu-orleans.fullname" .root }}
key: {{ .key }}
{{- end }}
{{- end }}

{{/* A silo has 90 seconds to stop, most of them for moving accounts; what moves is connected again at ConnectRate. */}}
{{- define "feishu-orleans.leastGrace" -}}
{{- add 100 (divf .Values.accountsPerSilo (dig "Cluster" "ConnectRate" 100 .Values.settings) | ceil) }}
{{- end }}

{{- define "feishu-orleans.securityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "feishu-orleans.podSecurityContext" -}}
runAsNonRoot: true
runAsUser: 1654
runAsGroup: 1654
fsGroup: 1654
seccompProfile:
  type: RuntimeDefault
{{- end }}
