{{/* The container of feishuctl but for what it runs. */}}
{{- define "feishu-orleans.feishuctl" -}}
name: feishuctl
image: {{ include "feishu-orleans.image" (dict "image" .Values.feishuctl.image "chart" .Chart) }}
imagePullPolicy: {{ .Values.feishuctl.image.pullPolicy }}
securityContext:
  {{- include "feishu-orleans.securityContext" . | nindent 2 }}
env:
  - name: FEISHU_CLUSTER_ID
    value: {{ dig "Cluster" "ClusterId" "feishu-orleans" .Values.settings | quote }}
  - name: FEISHU_SERVICE_ID
    value: {{ dig "Cluster" "ServiceId" "feishu-orleans" .Values.settings | quote }}
  - name: FEISHU_CLIENT_KEY
    valueFrom:
      secretKeyRef:
        {{- include "feishu-orleans.secretKeyRef" (dict "root" . "source" .Values.clientKey "key" "client-key") | nindent 8 }}
resources:
  requests:
    cpu: 50m
    memory: 128Mi
  limits:
    memory: 256Mi
{{- end }}
